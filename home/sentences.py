"""What the site says, before a city says it better, to who searches in a language it is not written in."""


def in_english():
    return "This site lists help for families in the city; most pages are in French. To speak with someone, call:"


def in_arabic():
    return (
        "يعرض هذا الموقع المساعدات المتاحة للعائلات في المدينة، ومعظم صفحاته بالفرنسية. للتحدث مع شخص، اتصلوا بالرقم:"
    )


def in_turkish():
    return (
        "Bu site şehirdeki ailelere yönelik yardımları tanıtır; sayfaların çoğu Fransızcadır. "
        "Biriyle konuşmak için arayın:"
    )
