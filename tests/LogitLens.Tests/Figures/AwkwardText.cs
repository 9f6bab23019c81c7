namespace LogitLens.Tests.Figures;

/// <summary>Strings that have broken somebody's figure: long, right-to-left, wide, invisible, forbidden in XML.</summary>
internal static class AwkwardText
{
    public const string Long = "a label that goes on for rather longer than anybody who designed this figure had in mind, and then some";

    public const string LongToken = " antidisestablishmentarianismpseudopseudohypoparathyroidismmm";

    public const string Control = "nul\0 bell\u0007 escape\u001b[31m vertical\v delete\u007f";

    public const string Markup = "</text><script>alert('&amp;')</script> \"quoted\" ]]>";

    public const string LoneSurrogates = "\ud83d alone \ude00";

    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", "\n", "\t\r\n", Long, LongToken, Control, Markup, LoneSurrogates, "שלום עולם", "\u202eright to left\u202c", "مرحبا بالعالم",
        "日本語のテキスト", "한국어 문장", "👩‍👩‍👧‍👦 family 🎉", "e\u0301\u0301\u0301\u0301 stacked", "\ufffe\uffff\ue000", "ﷺ", "ＦＵＬＬ ＷＩＤＴＨ", "Ω≈ç√∫˜µ≤≥÷",
        "WWWWWWWWWWWWWWWWWWWW", "iiiiiiiiiiiiiiiiiiii", "Ġworld", "\u00a0\u2003\u200b\u00ad",
    ];
}
