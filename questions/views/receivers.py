"""Who is to get a quiz: carried in the address from the page of a classroom or of a group."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from questions.models import Classroom, Group, User

from .sent import whole_number


@dataclass(frozen=True)
class Receiver:
    """A classroom, or a group of it; neither where the address names none that one teaches."""

    classroom: Classroom | None = None
    group: Group | None = None

    def __str__(self) -> str:
        return " of ".join(str(one) for one in (self.group, self.classroom) if one)

    @property
    def query(self) -> str:
        """What an address carries along; empty for nobody."""
        found = {"classroom": self.classroom, "group": self.group}
        carried = urlencode({name: row.pk for name, row in found.items() if row})
        return f"?{carried}" if carried else ""


def of(request: HttpRequest, teacher: User) -> Receiver:
    group_key, room_key = (
        whole_number(request.GET.get(name, "")) for name in ("group", "classroom")
    )
    groups = Group.objects.taught_by(teacher).select_related("classroom")
    group = groups.filter(pk=group_key).first() if group_key else None
    if group is not None:
        return Receiver(group.classroom, group)
    rooms = Classroom.objects.taught_by(teacher)
    return Receiver(rooms.filter(pk=room_key).first() if room_key else None)
