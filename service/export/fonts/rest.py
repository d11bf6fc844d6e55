"""Makes NotoSansJP-Rest.ttf.gz: what Noto Sans JP has and BIZ UDPGothic has not, without Hangul and forms for vertical text.

    pip install fonttools; python rest.py BIZUDPGothic-Regular.ttf NotoSansJP-Regular.ttf
"""

import gzip
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

LEFT_OUT = [(0x3100, 0x31BF), (0xFE10, 0xFE4F), (0xFF66, 0xFFDF)]
NAMES = {1: "Noto Sans JP Rest", 3: "Noto Sans JP Rest", 4: "Noto Sans JP Rest Regular", 6: "NotoSansJPRest-Regular"}

biz, noto = sys.argv[1:]
has, font = set(TTFont(biz).getBestCmap()), TTFont(noto, recalcTimestamp=False)
rest = [c for c in font.getBestCmap() if c not in has and not any(a <= c <= b for a, b in LEFT_OUT)]
options = subset.Options(hinting=False, layout_features=[], glyph_names=False, name_IDs=["*"], recalc_timestamp=False)
options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "gasp"]
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=rest)
subsetter.subset(font)
# A name of its own, so that it does not stand in the way of the whole font in a directory of fonts.
for record in font["name"].names:
    if record.nameID in NAMES:
        record.string = NAMES[record.nameID]
font.save("NotoSansJP-Rest.ttf")
with open("NotoSansJP-Rest.ttf", "rb") as made, open("NotoSansJP-Rest.ttf.gz", "wb") as packed:
    with gzip.GzipFile("", "wb", 9, packed, mtime=0) as writer:
        writer.write(made.read())
print(len(rest), "characters")
