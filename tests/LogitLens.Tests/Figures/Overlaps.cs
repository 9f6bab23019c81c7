using LogitLens.Figures;

namespace LogitLens.Tests.Figures;

/// <summary>Finds texts that cover one another, or leave their figure.</summary>
internal static class Overlaps
{
    /// <summary>Each pair of texts whose boxes share area.</summary>
    public static IEnumerable<(PlacedText First, PlacedText Second)> In(SvgDocument figure)
    {
        PlacedText[] texts = [.. figure.Texts.OrderBy(text => text.Bounds.Left)];
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = i + 1; j < texts.Length && texts[j].Bounds.Left < texts[i].Bounds.Right; j++)
            {
                if (texts[i].Bounds.Overlaps(texts[j].Bounds))
                {
                    yield return (texts[i], texts[j]);
                }
            }
        }
    }

    /// <summary>Each text that is not wholly within the figure.</summary>
    public static IEnumerable<PlacedText> Outside(SvgDocument figure) => figure.Texts.Where(text =>
        text.Bounds.Left < 0 || text.Bounds.Top < 0 || text.Bounds.Right > figure.Width || text.Bounds.Bottom > figure.Height);
}
