namespace LogitLens.Figures;

/// <summary>A run of a lens grid's columns with their layers, next tokens above and input tokens below.</summary>
internal sealed class LensPanel(LensGrid lens, ColourScale scale)
{
    public const double CellWidth = 66;

    private const double CellHeight = 19;
    private const double TokenRow = 19;
    private const double LongestLayer = 90;

    private static readonly TextStyle s_tokenStyle = TextStyle.Label with { Size = 10.5 };

    private static readonly TextStyle s_rowName = TextStyle.Label.In(Palette.SoftInk);

    private static readonly Rgb s_tokenBackground = Rgb.Parse("#F3F3F3");

    /// <summary>Room to the left of the cells for layer names and the names of the token rows.</summary>
    public double Gutter { get; } = TextStyle.AxisTitle.Height + 8 + NameWidth(lens) + 8;

    /// <summary>Draws the columns from <paramref name="first"/> on and takes their room from the page.</summary>
    public void Draw(Page page, int first, int count)
    {
        double left = Page.Margin + Gutter;
        double nextTop = page.Take(TokenRow + 3);
        double cellsTop = page.Take(CellHeight * lens.LayerLabels.Count);
        page.Take(3);
        double inputTop = page.Take(TokenRow);
        double positionTop = page.Take(15);
        page.Take(16);
        DrawNames(page.Canvas, left, nextTop, cellsTop, inputTop, positionTop);
        for (int i = 0; i < count; i++)
        {
            int position = first + i;
            double x = left + (i * CellWidth);
            DrawTarget(page.Canvas, new Box(x, nextTop, CellWidth, TokenRow), lens.Targets[position]);
            for (int layer = 0; layer < lens.LayerLabels.Count; layer++)
            {
                double y = cellsTop + ((lens.LayerLabels.Count - 1 - layer) * CellHeight);
                DrawCell(page.Canvas, new Box(x, y, CellWidth, CellHeight), layer, position);
            }

            DrawToken(page.Canvas, new Box(x, inputTop, CellWidth, TokenRow), TokenText.Visible(lens.InputTokens[position]), Palette.Ink);
            string number = (lens.FirstPosition + position).ToString();
            page.Canvas.Text(number, x + (CellWidth / 2), positionTop + 8, TextStyle.Small.In(Palette.SoftInk), Anchor.Middle);
        }

        Box outline = new(left, cellsTop, count * CellWidth, CellHeight * lens.LayerLabels.Count);
        page.Canvas.Rectangle(outline, null, new Stroke(Palette.SoftInk, 0.8));
    }

    private static double NameWidth(LensGrid lens)
    {
        double layers = TextMeasure.Widest(lens.LayerLabels.Select(DrawableText.Label), TextStyle.Label);
        return Math.Max(TextMeasure.Width("position", s_rowName), Math.Min(LongestLayer, layers));
    }

    private void DrawNames(Canvas canvas, double left, double nextTop, double cellsTop, double inputTop, double positionTop)
    {
        canvas.Text("next", left - 8, nextTop + (TokenRow / 2), s_rowName, Anchor.End);
        canvas.Text("input", left - 8, inputTop + (TokenRow / 2), s_rowName, Anchor.End);
        canvas.Text("position", left - 8, positionTop + 8, s_rowName with { Size = TextStyle.Small.Size }, Anchor.End);
        int layers = lens.LayerLabels.Count;
        for (int layer = 0; layer < layers; layer++)
        {
            string label = TextMeasure.Clip(DrawableText.Label(lens.LayerLabels[layer]), TextStyle.Label, LongestLayer);
            canvas.Text(label, left - 8, cellsTop + ((layers - 0.5 - layer) * CellHeight), TextStyle.Label, Anchor.End);
        }

        double titleX = Page.Margin + (TextStyle.AxisTitle.Height / 2);
        canvas.TextUpwards("layer", titleX, cellsTop + (layers * CellHeight / 2), TextStyle.AxisTitle);
    }

    private void DrawCell(Canvas canvas, Box box, int layer, int position)
    {
        LensCell cell = lens.Cells[layer][position];
        Rgb colour = scale.At(cell.Value);
        string token = TokenText.Visible(cell.Token);
        string place = $"layer {lens.LayerLabels[layer]}, position {lens.FirstPosition + position}";
        string tooltip = $"{place}: “{token}”, {NumberText.Value(cell.Value, lens.Format)}";
        canvas.Rectangle(box, colour, new Stroke(Rgb.White, 0.6), tooltip: tooltip);
        DrawClipped(canvas, box, token, s_tokenStyle.In(colour.TextColour()));
    }

    private static void DrawTarget(Canvas canvas, Box box, LensTarget? target)
    {
        if (target is not null)
        {
            string star = target.Predicted ? "∗" : "";
            DrawToken(canvas, box, star + TokenText.Visible(target.Token), target.Predicted ? Palette.Category(0) : Palette.Ink);
        }
    }

    private static void DrawToken(Canvas canvas, Box box, string token, Rgb colour)
    {
        canvas.Rectangle(box, s_tokenBackground, new Stroke(Rgb.White, 0.6), tooltip: token);
        DrawClipped(canvas, box, token, s_tokenStyle.In(colour));
    }

    private static void DrawClipped(Canvas canvas, Box box, string token, TextStyle style) =>
        canvas.Text(TextMeasure.Clip(token, style, box.Width - 4), box.CentreX, box.CentreY, style, Anchor.Middle);
}
