namespace LogitLens.Figures;

/// <summary>A token and the value that colours it; NaN for none.</summary>
public readonly record struct TokenValue(string Token, double Value);

/// <summary>One text of a strip.</summary>
/// <param name="Title">What it is: the example's id, its label and the prediction.</param>
/// <param name="Tokens">Its tokens in order.</param>
public sealed record TokenLine(string Title, IReadOnlyList<TokenValue> Tokens);

/// <summary>Texts token by token, each token on the colour of its value: how much it moves the answer, for instance.</summary>
public sealed record TokenStrip
{
    private const double RowHeight = 22;
    private const double RowGap = 4;
    private const double Padding = 4;

    // A little larger than labels elsewhere: these are read as text.
    private static readonly TextStyle s_tokenStyle = TextStyle.Label with { Size = 12 };

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The texts, from the top.</summary>
    public required IReadOnlyList<TokenLine> Lines { get; init; }

    /// <summary>What the values are, beside the colour bar.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The colours; null for a diverging scale over the values of all texts.</summary>
    public ColourScale? Scale { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Draws the texts; rows wrap at the page's width and after line feeds.</summary>
    public SvgDocument Draw()
    {
        Page page = new(Heading, 820);
        if (!Lines.Any(line => line.Tokens.Count > 0))
        {
            return page.FinishEmpty("No tokens to draw.");
        }

        ColourScale scale = Scale ?? ColourScale.DivergingOf(Lines.SelectMany(line => line.Tokens).Select(token => token.Value));
        new ColourBar(scale, ValueTitle, Format).DrawAcross(page);
        foreach (TokenLine line in Lines)
        {
            page.Take(8);
            string title = TextMeasure.Clip(DrawableText.Label(line.Title), TextStyle.PanelTitle, page.Inner);
            page.Canvas.Text(title, Page.Margin, page.Take(20) + 9, TextStyle.PanelTitle);
            DrawTokens(page, line.Tokens, scale);
        }

        CellKey.Draw(page, null, Lines.Any(line => line.Tokens.Any(token => !Finite.Is(token.Value))) ? CellKey.NoValue : null, crossed: false);
        return page.Finish($"Tokens coloured by {ValueTitle}. " + string.Join(' ', Lines.Select(Describe)));
    }

    private void DrawTokens(Page page, IReadOnlyList<TokenValue> tokens, ColourScale scale)
    {
        double x = Page.Margin;
        double top = page.Take(RowHeight + RowGap);
        for (int i = 0; i < tokens.Count; i++)
        {
            string text = TextMeasure.Clip(TokenText.Visible(tokens[i].Token), s_tokenStyle, page.Inner - (2 * Padding));
            double width = TextMeasure.Width(text, s_tokenStyle) + (2 * Padding);
            if (x > Page.Margin && x + width > page.Width - Page.Margin)
            {
                NextRow();
            }

            Rgb colour = scale.At(tokens[i].Value);
            Box box = new(x, top, width, RowHeight);
            string tooltip = $"{text}: {NumberText.Value(tokens[i].Value, Format)}";
            page.Canvas.Rectangle(box, colour, new Stroke(Palette.GridLine, 0.8), tooltip: tooltip);
            page.Canvas.Text(text, box.CentreX, box.CentreY, s_tokenStyle.In(colour.TextColour()), Anchor.Middle);
            x += width + 1;
            if (tokens[i].Token.Contains('\n') && i < tokens.Count - 1)
            {
                NextRow();
            }
        }

        void NextRow()
        {
            x = Page.Margin;
            top = page.Take(RowHeight + RowGap);
        }
    }

    private string Describe(TokenLine line)
    {
        IEnumerable<string> strongest = line.Tokens
            .Where(token => Finite.Is(token.Value))
            .OrderByDescending(token => Math.Abs(token.Value))
            .Take(5)
            .Select(token => $"“{TokenText.Visible(token.Token)}” {NumberText.Value(token.Value, Format)}");
        return $"{line.Title}: strongest {string.Join(", ", strongest)}.";
    }
}
