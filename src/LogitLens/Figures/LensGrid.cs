namespace LogitLens.Figures;

/// <summary>The prediction of one layer at one position.</summary>
/// <param name="Token">Text of the layer's top token.</param>
/// <param name="Value">What colours the cell: probability, logit, entropy, KL divergence or rank.</param>
public readonly record struct LensCell(string Token, double Value);

/// <summary>The token that actually comes next at a position.</summary>
/// <param name="Token">Its text.</param>
/// <param name="Predicted">Whether it is the model's own top token there.</param>
public sealed record LensTarget(string Token, bool Predicted);

/// <summary>
/// What each layer would predict at each position, after nostalgebraist (2020), "interpreting GPT: the logit lens": tokens along, layers
/// up, each cell the layer's top token on the colour of a value; below each column the input token, above it the token that actually comes
/// next, starred where the model got it.
/// </summary>
public sealed record LensGrid
{
    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The prompt's tokens [position].</summary>
    public required IReadOnlyList<string> InputTokens { get; init; }

    /// <summary>The tokens that come next [position]; null where none is known, as after the last.</summary>
    public required IReadOnlyList<LensTarget?> Targets { get; init; }

    /// <summary>Predictions [layer][position], the first layer first.</summary>
    public required IReadOnlyList<IReadOnlyList<LensCell>> Cells { get; init; }

    /// <summary>One name a layer.</summary>
    public required IReadOnlyList<string> LayerLabels { get; init; }

    /// <summary>What the values are, beside the colour bar.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The colours; null for a scale over the values.</summary>
    public ColourScale? Scale { get; init; }

    /// <summary>How values are written on the colour bar.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>The position of the first input token, where a range of a longer prompt is shown.</summary>
    public int FirstPosition { get; init; }

    /// <summary>Positions in a row; longer prompts go on in a panel below.</summary>
    public int ColumnsPerPanel { get; init; } = 12;

    /// <summary>Draws the grid.</summary>
    /// <exception cref="ArgumentException">Cells, layers, tokens and targets differ in number.</exception>
    public SvgDocument Draw()
    {
        GridData.Require(Cells, LayerLabels.Count, InputTokens.Count, nameof(Cells));
        GridData.Require<LensTarget?>([Targets], 1, InputTokens.Count, nameof(Targets));
        if (InputTokens.Count == 0 || LayerLabels.Count == 0)
        {
            return new Page(Heading, Page.LeastWidth).FinishEmpty("No tokens to draw.");
        }

        ColourScale scale = Scale ?? CellMap.ScaleOf(Cells.SelectMany(row => row).Select(cell => cell.Value), Format);
        int columns = Math.Min(Math.Max(1, ColumnsPerPanel), InputTokens.Count);
        LensPanel panel = new(this, scale);
        Page page = new(Heading, (2 * Page.Margin) + panel.Gutter + (columns * LensPanel.CellWidth) + 4);
        new ColourBar(scale, ValueTitle, Format).DrawAcross(page);
        page.Take(6);
        for (int first = 0; first < InputTokens.Count; first += columns)
        {
            panel.Draw(page, first, Math.Min(columns, InputTokens.Count - first));
        }

        if (Targets.Any(target => target is { Predicted: true }))
        {
            page.Canvas.Text("∗ the model's own top token is the one that comes next", Page.Margin, page.Take(16) + 8, TextStyle.Label);
        }

        CellKey.Draw(page, null, Cells.Any(row => row.Any(cell => !Finite.Is(cell.Value))) ? CellKey.NoValue : null, crossed: false);
        return page.Finish(Describe());
    }

    private string Describe()
    {
        int known = Targets.Count(target => target is not null);
        int right = Targets.Count(target => target is { Predicted: true });
        string last = string.Join(", ", Cells[^1].Take(40).Select(cell => $"“{TokenText.Visible(cell.Token)}”"));
        return $"Logit lens: {LayerLabels.Count} layers by {InputTokens.Count} tokens, coloured by {ValueTitle}. "
            + $"The model's top token is the next one at {right} of {known} positions. Top tokens of the last layer: {last}.";
    }
}
