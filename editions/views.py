"""What is given of editions and of sheets: the newest, that of a month, the file of one sheet."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from editions.models import Edition
from editions.publishing import held_back, of_month
from editions.serving import answer_file
from editions.sheet_files import file_of, page_of
from portal.requests.visits import keep_out

GONE, NOT_YET = 410, 503
SOON = "20"  # seconds


@require_safe
def editions(request):
    """All that is published, and in which forms."""
    keep_out()
    site = Site.find_for_request(request)
    rows = [(edition, list(edition.published)) for edition in Edition.objects.prefetch_related("issues")]
    shown = [(edition, _by_month(issues, site)) for edition, issues in rows if issues]
    return render(request, "editions/editions.html", {"editions": shown})


def _by_month(issues, site):
    """``[(issue, whether its pages are public, whether its file is there)]``, the last of each month."""
    last = {}
    for issue in issues:
        last.setdefault(issue.month, issue)
    return [(issue, not held_back(issue, site).exists(), issue.is_there) for issue in last.values()]


@require_safe
def newest(request, slug):
    edition = get_object_or_404(Edition, slug=slug)
    return _given(request, edition.published.first(), "")


@require_safe
def monthly(request, slug, month, form=""):
    edition = get_object_or_404(Edition, slug=slug)
    return _given(request, of_month(edition, month), form)


def _given(request, issue, form):
    if issue is None or form not in issue.files:
        raise Http404
    if held_back(issue, Site.find_for_request(request)).exists():
        keep_out()
        return render(request, "editions/gone.html", {"issue": issue}, status=GONE)
    name = f"{issue.edition.slug}-{issue.month}{'-' + form if form else ''}"
    suffix = issue.files[form].name.rpartition(".")[2]
    return answer_file(request, issue.files[form], f"{name}.{suffix}", issue.digest)


@require_safe
def sheet_file(request, code):
    """« /f/clas.pdf »: where « /f/clas » leads, on paper."""
    site = Site.find_for_request(request)
    page = page_of(code, site)
    if page is None:
        raise Http404
    row = file_of(page, site)
    if row is None:
        keep_out()
        response = render(request, "editions/not_yet.html", {"sheet": page}, status=NOT_YET)
        response["Retry-After"] = SOON
        return response
    return answer_file(request, row.file, f"{code}.pdf", row.digest)
