namespace LogitLens.Figures;

/// <summary>The key of a colour scale: its colours in a bar, labelled ticks, and what the values are.</summary>
internal sealed class ColourBar(ColourScale scale, string title, ValueFormat format)
{
    private const double Thickness = 14;
    private const double LeastHeight = 130;
    private const double MostHeight = 280;
    private const double LengthAcross = 240;
    private const int Steps = 120;

    private readonly IReadOnlyList<AxisTick> _ticks = scale.Ticks(format);

    /// <summary>Height of an upright bar beside a grid of the given height, with the half label above and below it.</summary>
    public static double Height(double gridHeight) => Math.Clamp(gridHeight, LeastHeight, MostHeight);

    /// <summary>Width of an upright bar with its labels and title.</summary>
    public double Width(double height)
    {
        double labels = TextMeasure.Widest(_ticks.Select(tick => tick.Label), TextStyle.Label);
        return Thickness + 8 + labels + 8 + (TitleLines(height).Count * TextStyle.AxisTitle.Height);
    }

    /// <summary>Draws an upright bar, low values at the bottom.</summary>
    public void DrawUpright(Canvas canvas, double left, double top, double height)
    {
        for (int i = 0; i < Steps; i++)
        {
            double from = top + (height * i / Steps);
            Rgb colour = scale.AtPlace(1 - ((i + 0.5) / Steps));
            canvas.Rectangle(new Box(left, from, Thickness, top + (height * (i + 1) / Steps) - from), colour);
        }

        canvas.Rectangle(new Box(left, top, Thickness, height), null, new Stroke(Palette.SoftInk, 0.8));
        foreach (AxisTick tick in _ticks)
        {
            double y = top + (height * (1 - scale.Place(tick.Value)));
            canvas.Line(left + Thickness, y, left + Thickness + 4, y, Stroke.Axis);
            canvas.Text(tick.Label, left + Thickness + 8, y, TextStyle.Label);
        }

        double x = left + Width(height) - (TextStyle.AxisTitle.Height / 2);
        foreach (string line in TitleLines(height).Reverse())
        {
            canvas.TextUpwards(line, x, top + (height / 2), TextStyle.AxisTitle);
            x -= TextStyle.AxisTitle.Height;
        }
    }

    /// <summary>Draws a bar along the page, its title to the left, in a row of its own.</summary>
    public void DrawAcross(Page page)
    {
        const double RowHeight = 40;
        double room = page.Inner - LengthAcross - 40;
        double top = page.Take(RowHeight);
        string label = TextMeasure.Clip(DrawableText.Label(title), TextStyle.AxisTitle, room);
        double left = Page.Margin + TextMeasure.Width(label, TextStyle.AxisTitle) + 16;
        page.Canvas.Text(label, Page.Margin, top + (Thickness / 2), TextStyle.AxisTitle);
        for (int i = 0; i < Steps; i++)
        {
            double from = left + (LengthAcross * i / Steps);
            Box step = new(from, top, left + (LengthAcross * (i + 1) / Steps) - from, Thickness);
            page.Canvas.Rectangle(step, scale.AtPlace((i + 0.5) / Steps));
        }

        page.Canvas.Rectangle(new Box(left, top, LengthAcross, Thickness), null, new Stroke(Palette.SoftInk, 0.8));
        double[] centres = [.. _ticks.Select(tick => left + (LengthAcross * scale.Place(tick.Value)))];
        int every = LabelThinning.Every(centres, [.. _ticks.Select(tick => TextMeasure.Width(tick.Label, TextStyle.Label))], gap: 6);
        for (int i = 0; i < centres.Length; i += every)
        {
            page.Canvas.Line(centres[i], top + Thickness, centres[i], top + Thickness + 3, Stroke.Axis);
            page.Canvas.Text(_ticks[i].Label, centres[i], top + Thickness + 11, TextStyle.Label, Anchor.Middle);
        }
    }

    private IReadOnlyList<string> TitleLines(double height) =>
        TextMeasure.Wrap(DrawableText.Label(title), TextStyle.AxisTitle, height, maxLines: 4);
}
