using LogitLens.Figures.Axes;

namespace LogitLens.Figures;

/// <summary>One entry of a ranking, with its interval where there is one.</summary>
public sealed record RankedBar(string Label, double Value, double? Lower = null, double? Upper = null);

/// <summary>The entries that are furthest from zero, as lying bars in order: the heads with the greatest effect.</summary>
public sealed record RankedBars
{
    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>All entries, in any order; those without a finite value are left out.</summary>
    public required IReadOnlyList<RankedBar> Entries { get; init; }

    /// <summary>What the entries are.</summary>
    public required string EntryTitle { get; init; }

    /// <summary>What the values are.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>How many are shown.</summary>
    public int Top { get; init; } = 20;

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Dashed lines across the bars.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Draws the ranking; entries of equal size keep their order.</summary>
    public SvgDocument Draw()
    {
        RankedBar[] shown = [.. Entries.Where(entry => Finite.Is(entry.Value)).OrderByDescending(entry => Math.Abs(entry.Value)).Take(Top)];
        bool intervals = Array.Exists(shown, entry => entry.Lower is not null && entry.Upper is not null);
        BarSeries series = new("", [.. shown.Select(entry => entry.Value)])
        {
            Lower = intervals ? [.. shown.Select(entry => entry.Lower ?? double.NaN)] : null,
            Upper = intervals ? [.. shown.Select(entry => entry.Upper ?? double.NaN)] : null,
        };
        return new BarChart
        {
            Heading = shown.Length < Entries.Count ? Heading with { Subtitle = $"{Heading.Subtitle}; {shown.Length} of {Entries.Count} shown".TrimStart(';', ' ') } : Heading,
            Categories = [.. shown.Select(entry => entry.Label)],
            Series = [series],
            CategoryTitle = EntryTitle,
            ValueTitle = ValueTitle,
            Format = Format,
            Horizontal = true,
            References = References,
        }.Draw();
    }
}
