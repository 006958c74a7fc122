"""What of a PDF is needed to draw its pages, the keys of ISO 32000 by part; knows no file.

A key that is not here is not copied, and with it nothing that a program or camera wrote there.
"""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, eq=False)
class Part:
    """The keys a dictionary of this part keeps, each with the name of the part its value is."""

    keys: dict[str, str] = field(default_factory=dict)
    others: str = ""
    """The part of every key that is not listed: names somebody chose. Empty: they go."""

    strings: frozenset[str] = frozenset()
    """The keys under which a string may stand."""

    def of(self, key: str) -> str:
        """The name of the part the value is; empty if it goes."""
        return self.keys.get(key, self.others)


_DRAWING: Final = """
    Type Subtype S
    Filter DecodeParms Predictor Colors Columns EarlyChange K EndOfLine EncodedByteAlign Rows
    EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform
    FormType BBox Matrix Group OC CS I
    Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask
    SMaskInData Matte
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts
    CIDSystemInfo Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix
    BaseEncoding Differences CMapName WMode UseCMap
    FontName FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight
    StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CIDSet
    Length1 Length2 Length3
    LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC
    FunctionType Domain Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds
    PatternType PaintType TilingType XStep YStep Shading ExtGState
    ShadingType Background AntiAlias Coords Function Extend BitsPerCoordinate BitsPerFlag
    VerticesPerRow
    HalftoneType Frequency Angle SpotFunction AccurateScreens TransferFunction
    WhitePoint BlackPoint Gamma Process Components
    OCGs P VE BaseState ON OFF
"""
_NUMBERS: Final = "Rect F C IC QuadPoints InkList L LE Vertices Border CA AS"
_RESOURCES: Final = "Font XObject ExtGState ColorSpace Pattern Shading Properties"

DRAWN: Final = "drawn"
PAGE: Final = "page"
LAYERS: Final = "layers"
ANNOTATION: Final = "annotation"

PARTS: Final[dict[str, Part]] = {
    PAGE: Part(
        {
            **dict.fromkeys(
                ["Type", "MediaBox", "CropBox", "Rotate", "UserUnit", "Group", "Contents"], DRAWN
            ),
            "Resources": "resources",
            "Annots": ANNOTATION,
        }
    ),
    LAYERS: Part({"OCProperties": DRAWN}),
    "resources": Part({**dict.fromkeys(_RESOURCES.split(), "named"), "ProcSet": DRAWN}),
    "named": Part(others=DRAWN),
    DRAWN: Part(
        {
            **dict.fromkeys(_DRAWING.split(), DRAWN),
            "Resources": "resources",
            "CharProcs": "named",
            "Colorants": "named",
        },
        strings=frozenset({"Registry", "Ordering"}),
    ),
    # Remarks stay, who made them goes. Links are dead, so they are no longer there.
    ANNOTATION: Part(
        {
            **dict.fromkeys(_NUMBERS.split(), DRAWN),
            "Type": DRAWN,
            "Subtype": DRAWN,
            "Contents": DRAWN,
            "AP": "appearance",
        },
        strings=frozenset({"Contents"}),
    ),
    "appearance": Part({"N": "named"}),
}

# A link, a sound, an attached file: nothing is left of it once the action is gone.
DEAD: Final = frozenset(
    [
        "/Link",
        "/Popup",
        "/FileAttachment",
        "/Sound",
        "/Movie",
        "/Screen",
        "/RichMedia",
        "/3D",
        "/TrapNet",
    ]
)
