"""An invitation to teach: read by whoever has its link, accepted by the person invited."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.models import TeacherInvitation, User
from questions.services import people


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    invited = get_object_or_404(TeacherInvitation.objects.select_related("invited_by"), token=token)
    user = request.user
    member = user if isinstance(user, User) and not user.is_guest else None
    refusal = ""
    if request.method == "POST" and member is not None:
        refusal = _accept(invited, member)
        if not refusal:
            messages.success(request, "You are a teacher now. Make your first classroom.")
            return redirect("classrooms")
    context = {
        "invitation": invited,
        "member": member,
        "is_theirs": member is not None and _is_for(invited, member),
        "is_used": invited.accepted_at is not None,
        "refusal": refusal,
    }
    return render(request, "questions/invitation.html", context, status=403 if refusal else 200)


def _accept(invited: TeacherInvitation, member: User) -> str:
    """What stands in the way; empty where nothing does."""
    try:
        people.accept_invitation(invited, by=member)
    except PermissionDenied as error:
        return str(error)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def _is_for(invited: TeacherInvitation, member: User) -> bool:
    return (member.email or "").lower() == invited.email.lower()
