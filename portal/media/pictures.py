"""Pictures as screens show them: eight bits, red green blue or grey, whatever printers and scanners made of them."""

import io

from PIL import ImageCms, ImageOps

SHOWN = {"RGB", "RGBA", "L", "P", "1"}  # what every format of the web takes, or Willow turns into
TRIAL = (64, 64)


def displayable(picture):
    """``picture`` upright and in a mode of ``SHOWN``; its profile is kept where it still speaks of these colours."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in SHOWN:
        return picture
    profile = picture.info.pop("icc_profile", None)
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture)
    if picture.mode in ("LA", "La", "PA", "RGBa"):
        return picture.convert("RGBA")
    return _by_profile(picture, profile) or picture.convert("RGB")


def _eight_bits(picture):
    """Sixteen bits of grey, as scanners write: Pillow's own conversion cuts them off at white."""
    grey = picture.convert("F")
    _least, greatest = grey.getextrema()
    return grey.point(lambda value: value * (1 / 257 if greatest > 255 else 1)).convert("L")


def _by_profile(picture, profile):
    """Inks turned into light as their profile says; None when it is not one of theirs, as « sRGB » in a CMYK file."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if source.profile.xcolor_space.strip() != picture.mode:
            return None
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def try_out(picture):
    """Makes it small in the formats of the site: whatever is wrong with it shows here rather than on a page."""
    picture.draft("RGB", TRIAL)
    small = displayable(picture)
    small.thumbnail(TRIAL)
    for kind, mode in (("JPEG", "RGB"), ("WEBP", "RGBA"), ("PNG", "RGBA")):
        small.convert(mode).save(io.BytesIO(), kind)
