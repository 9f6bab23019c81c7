namespace LogitLens.Figures;

/// <summary>A plot's frame on a page: its axes, grid lines and titles around an area, and the way from values to pixels.</summary>
internal sealed class CartesianPlot
{
    // How far the title may reach beyond a plot of few rows, at either end.
    private const double TitleOverhang = 8;
    private const double TickLength = 4;
    private const double LongestLabel = 230;

    private readonly Page _page;
    private readonly CategoryLabels _xLabels;
    private readonly IReadOnlyList<string> _yLabels;

    /// <summary>Takes an area of the given height, and below it what the x axis needs, from the page.</summary>
    /// <param name="page">The sheet that the plot stands on.</param>
    /// <param name="x">The axis along the bottom.</param>
    /// <param name="y">The axis up the left side.</param>
    /// <param name="height">Height of the area inside the axes.</param>
    /// <param name="width">Width of the area inside the axes, or null for all that the page has.</param>
    /// <param name="gutter">Room to the left of the area, or null for what the y axis needs.</param>
    public CartesianPlot(Page page, Axis x, Axis y, double height, double? width = null, double? gutter = null)
    {
        _page = page;
        XAxis = x;
        YAxis = y;
        _yLabels = [.. y.Ticks.Select(tick => TextMeasure.Clip(DrawableText.Label(tick.Label), TextStyle.Label, LongestLabel))];
        double before = gutter ?? Gutter(y);
        double overhang = x.Ticks.Count == 0 || x.Categorical ? 0
            : Math.Min(LongestLabel, TextMeasure.Width(DrawableText.Label(x.Ticks[^1].Label), TextStyle.Label)) / 2;
        double free = page.Inner - before - Math.Max(14, overhang - Page.Margin);
        Area = new Box(Page.Margin + before, page.Take(height) + 4, width ?? free, height - 4);
        double[] centres = [.. x.Ticks.Select(tick => X(tick.Value))];
        _xLabels = new CategoryLabels([.. x.Ticks.Select(tick => tick.Label)], centres, left: 4, right: page.Width - 4, TextStyle.Label);
        double below = TickLength + 4 + _xLabels.Height + (x.Title.Length > 0 ? 8 + TextStyle.AxisTitle.Height : 0);
        XTitleCentre = page.Take(below) + below - (TextStyle.AxisTitle.Height / 2);
    }

    public Axis XAxis { get; }

    public Axis YAxis { get; }

    /// <summary>The area inside the axes.</summary>
    public Box Area { get; }

    private double XTitleCentre { get; }

    /// <summary>Room that an axis needs to the left of the area.</summary>
    public static double Gutter(Axis y)
    {
        double widest = TextMeasure.Widest(y.Ticks.Select(tick => DrawableText.Label(tick.Label)), TextStyle.Label);
        return Math.Min(widest, LongestLabel) + TickLength + 5 + (y.Title.Length > 0 ? TextStyle.AxisTitle.Height + 6 : 0);
    }

    /// <summary>The pixel column of a value.</summary>
    public double X(double value) => Area.Left + (Share(XAxis, value) * Area.Width);

    /// <summary>The pixel row of a value.</summary>
    public double Y(double value) => Area.Bottom - (Share(YAxis, value) * Area.Height);

    /// <summary>Draws grid lines, to be called before the data.</summary>
    public void DrawGrid(bool vertical = false, bool horizontal = true)
    {
        foreach (AxisTick tick in horizontal ? YAxis.Ticks : [])
        {
            _page.Canvas.Line(Area.Left, Y(tick.Value), Area.Right, Y(tick.Value), Stroke.Grid);
        }

        foreach (AxisTick tick in vertical ? XAxis.Ticks : [])
        {
            _page.Canvas.Line(X(tick.Value), Area.Top, X(tick.Value), Area.Bottom, Stroke.Grid);
        }
    }

    /// <summary>Draws axis lines, ticks, labels and titles, to be called after the data.</summary>
    public void DrawAxes()
    {
        Canvas canvas = _page.Canvas;
        canvas.Line(Area.Left, Area.Top, Area.Left, Area.Bottom, Stroke.Axis);
        canvas.Line(Area.Left, Area.Bottom, Area.Right, Area.Bottom, Stroke.Axis);
        if (!XAxis.Categorical)
        {
            foreach (AxisTick tick in XAxis.Ticks)
            {
                canvas.Line(X(tick.Value), Area.Bottom, X(tick.Value), Area.Bottom + TickLength, Stroke.Axis);
            }
        }

        _xLabels.Draw(canvas, Area.Bottom + TickLength + 4);
        DrawYLabels(canvas);
        string xTitle = TextMeasure.Clip(DrawableText.Label(XAxis.Title), TextStyle.AxisTitle, _page.Inner);
        canvas.Text(xTitle, TitleX(xTitle), XTitleCentre, TextStyle.AxisTitle, Anchor.Middle);
        canvas.TextUpwards(
            TextMeasure.Clip(DrawableText.Label(YAxis.Title), TextStyle.AxisTitle, Area.Height + (2 * TitleOverhang)),
            Page.Margin + (TextStyle.AxisTitle.Height / 2),
            Area.CentreY,
            TextStyle.AxisTitle);
    }

    /// <summary>Draws reference lines across the area, all at values of one axis.</summary>
    public void DrawReferences(IReadOnlyList<ReferenceLine> lines, bool ofY)
    {
        foreach ((ReferenceLine line, Stroke stroke) in Legend.Strokes(lines))
        {
            if (ofY)
            {
                _page.Canvas.Line(Area.Left, Y(line.Value), Area.Right, Y(line.Value), stroke);
            }
            else
            {
                _page.Canvas.Line(X(line.Value), Area.Top, X(line.Value), Area.Bottom, stroke);
            }
        }
    }

    private static double Share(Axis axis, double value) => (value - axis.Minimum) / (axis.Maximum - axis.Minimum);

    // Under the middle of the area, but not past the page's margins.
    private double TitleX(string title)
    {
        double half = TextMeasure.Width(title, TextStyle.AxisTitle) / 2;
        return Math.Clamp(Area.CentreX, Page.Margin + half, Math.Max(Page.Margin + half, _page.Width - Page.Margin - half));
    }

    private void DrawYLabels(Canvas canvas)
    {
        double[] centres = [.. YAxis.Ticks.Select(tick => Y(tick.Value))];
        int every = LabelThinning.Every(centres, [.. centres.Select(_ => TextStyle.Label.Height)], gap: 0);
        for (int i = 0; i < centres.Length; i += every)
        {
            if (!YAxis.Categorical)
            {
                canvas.Line(Area.Left - TickLength, centres[i], Area.Left, centres[i], Stroke.Axis);
            }

            canvas.Text(_yLabels[i], Area.Left - TickLength - 4, centres[i], TextStyle.Label, Anchor.End);
        }
    }
}
