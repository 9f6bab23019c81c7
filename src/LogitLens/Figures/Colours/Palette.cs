namespace LogitLens.Figures;

/// <summary>The colours of everything that is not a colour scale.</summary>
internal static class Palette
{
    /// <summary>
    /// Categories: the colour-blind-safe set of Okabe and Ito (2008), strongest on white first, their black as a dark grey; their yellow,
    /// too pale for lines, is left out.
    /// </summary>
    private static readonly Rgb[] s_categories =
    [
        Rgb.Parse("#0072B2"), Rgb.Parse("#D55E00"), Rgb.Parse("#009E73"), Rgb.Parse("#CC79A7"),
        Rgb.Parse("#E69F00"), Rgb.Parse("#56B4E9"), Rgb.Parse("#4D4D4D"),
    ];

    public static Rgb Ink { get; } = Rgb.Parse("#111111");

    public static Rgb SoftInk { get; } = Rgb.Parse("#4A4A4A");

    public static Rgb GridLine { get; } = Rgb.Parse("#E4E4E4");

    public static Rgb Reference { get; } = Rgb.Parse("#6B6B6B");

    /// <summary>A cell without a value.</summary>
    public static Rgb Missing { get; } = Rgb.Parse("#C9C9C9");

    public static int CategoryCount => s_categories.Length;

    /// <summary>A signed value's colour where it stands alone, as on the diverging scale.</summary>
    public static Rgb Signed(double value) => value < 0 ? s_categories[0] : s_categories[1];

    /// <summary>The colour of the nth line; they come round again after <see cref="CategoryCount"/>.</summary>
    public static Rgb Category(int index) => s_categories[index % s_categories.Length];

    /// <summary>The colour of the nth area; paler at each time round.</summary>
    public static Rgb Area(int index) => Category(index).Mix(Rgb.White, Math.Min(0.75, 0.35 * (index / s_categories.Length)));
}
