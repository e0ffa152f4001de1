"""What stands between skills."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Count
from django.urls import reverse

from questions import plots
from questions.models import Question, Skill
from questions.plots import Picture


def cycle(skill: Skill, prerequisites: Iterable[Skill]) -> list[Skill]:
    """The skills of a cycle that these prerequisites would close, from the skill to itself.

    Empty where there is none. Two queries, however long the chain.
    """
    skills = {one.pk: one for one in Skill.objects.all()}
    links: dict[int, list[int]] = {}
    rows = Skill.prerequisites.through.objects.exclude(from_skill_id=skill.pk)
    for source, target in rows.values_list("from_skill_id", "to_skill_id"):
        links.setdefault(source, []).append(target)
    came_from = {one.pk: skill.pk for one in prerequisites}
    waiting = list(came_from)
    while waiting and skill.pk not in waiting:
        current = waiting.pop()
        for following in links.get(current, []):
            if following not in came_from:
                came_from[following] = current
                waiting.append(following)
    if skill.pk not in came_from:
        return []
    path = [skill.pk, came_from[skill.pk]]
    while path[-1] != skill.pk:
        path.append(came_from[path[-1]])
    return [skills[pk] for pk in reversed(path)]


def resting_on(skill: Skill) -> list[str]:
    """What would be lost or changed without the skill, each kind with its number. Five queries."""
    counted = [
        (skill.questions.count(), "question"),
        (skill.estimates.count(), "estimate of what a student knows"),
        (skill.leads_to.count(), "skill that builds on it"),
        (skill.mal_rules.count(), "mistake"),
        (skill.lessons.count(), "lesson"),
    ]
    plural = {
        "estimate of what a student knows": "estimates of what students know",
        "skill that builds on it": "skills that build on it",
    }
    return [
        f"{count} {name if count == 1 else plural.get(name, name + 's')}"
        for count, name in counted
        if count
    ]


def depths(needs: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The longest chain below each; what is not in the map, or closes a circle, counts nothing."""
    depth = dict.fromkeys(needs, 0)
    for _ in needs:
        for skill, below in needs.items():
            inside = [depth[one] + 1 for one in below if one in depth]
            depth[skill] = min(max(inside, default=0), len(needs) - 1)
    return depth


def drawn(chosen: int | None = None) -> Picture | None:
    """Every skill with what it builds on, for who writes the map: each leads to its own page, and
    the one with the key `chosen` is marked. Three queries; None without skills.
    """
    skills = list(Skill.objects.prefetch_related("prerequisites"))
    needs = {skill.pk: [one.pk for one in skill.prerequisites.all()] for skill in skills}
    depth = depths(needs)
    asked = Question.objects.ready().order_by().values_list("skills").annotate(Count("pk"))
    counts = dict(asked)
    nodes = []
    for skill in skills:
        is_chosen = skill.pk == chosen
        count = counts.get(skill.pk, 0)
        told = f"{count} ready question{'' if count == 1 else 's'}"
        node = plots.Node(
            key=skill.slug,
            name=skill.name,
            layer=depth[skill.pk],
            sources=[one.slug for one in skill.prerequisites.all()],
            state="chosen" if is_chosen else "",
            note=told,
            told=f"the skill that you came from, {told}" if is_chosen else told,
            address=reverse("admin:questions_skill_change", args=[skill.pk]),
        )
        nodes.append(node)
    return plots.graph(nodes, title="Skills and what they build on")
