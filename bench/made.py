"""Which making an answer comes from: given again from memory, it says the same one."""

from uuid import uuid4


def stamp(get_response):
    def answer(request):
        response = get_response(request)
        response["X-Made"] = uuid4().hex
        return response

    return answer
