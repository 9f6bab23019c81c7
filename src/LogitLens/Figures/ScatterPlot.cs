namespace LogitLens.Figures;

/// <summary>One point, with the name that it is labelled with if it stands out.</summary>
public sealed record ScatterPoint(double X, double Y, string? Label = null);

/// <summary>Points of one colour.</summary>
public sealed record ScatterGroup(string Name, IReadOnlyList<ScatterPoint> Points);

/// <summary>Points by two measurements, such as a screen's estimate and the exact effect of each head.</summary>
public sealed record ScatterPlot
{
    private const double Height = 420;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The points, by colour.</summary>
    public required IReadOnlyList<ScatterGroup> Groups { get; init; }

    /// <summary>What the x axis measures.</summary>
    public required string XTitle { get; init; }

    /// <summary>What the y axis measures.</summary>
    public required string YTitle { get; init; }

    /// <summary>Whether the line is drawn on which both values are equal; both axes then have one range.</summary>
    public bool Diagonal { get; init; }

    /// <summary>How many labels, at most: those of the points furthest from the middle, where there is room.</summary>
    public int Labels { get; init; } = 10;

    /// <summary>Draws the plot; points without two finite values are left out.</summary>
    public SvgDocument Draw()
    {
        Page page = new(Heading, 640);
        ScatterPoint[] points = [.. Groups.SelectMany(Drawable)];
        if (points.Length == 0)
        {
            return page.FinishEmpty("No points to draw.");
        }

        IEnumerable<LegendEntry> names = Groups.Select(LegendEntryOf);
        Legend.Draw(page, [.. Groups.Count > 1 ? names : [], .. Diagonal ? new[] { Legend.OfLine("equal", Stroke.Reference(0)) } : []]);
        IEnumerable<double> both = Diagonal ? points.SelectMany(point => new[] { point.X, point.Y }) : [];
        Axis x = Axis.Of(points.Select(point => point.X).Concat(both), XTitle, ValueFormat.Number);
        Axis y = Axis.Of(points.Select(point => point.Y).Concat(both), YTitle, ValueFormat.Number);
        CartesianPlot plot = new(page, x, y, Height);
        plot.DrawGrid(vertical: true);
        if (Diagonal)
        {
            GuideLine.Draw(page.Canvas, plot, Stroke.Reference(0));
        }

        DrawPoints(page.Canvas, plot);
        plot.DrawAxes();
        PointLabels.Draw(page.Canvas, plot, points, Labels, Diagonal ? GuideLine.Boxes(plot) : []);
        return page.Finish($"Scatter plot of {YTitle} against {XTitle}, {points.Length} points.");
    }

    private static LegendEntry LegendEntryOf(ScatterGroup group, int index) =>
        new(group.Name, (canvas, box) => DrawPoint(canvas, index, box.CentreX, box.CentreY), LegendEntry.AreaWidth);

    private static void DrawPoint(Canvas canvas, int group, double x, double y, string? tooltip = null) =>
        Marker.Draw(canvas, group, x, y, PointLabels.Radius, Palette.Category(group), tooltip);

    private static IEnumerable<ScatterPoint> Drawable(ScatterGroup group) =>
        group.Points.Where(point => Finite.Is(point.X) && Finite.Is(point.Y));

    private void DrawPoints(Canvas canvas, CartesianPlot plot)
    {
        for (int group = 0; group < Groups.Count; group++)
        {
            foreach (ScatterPoint point in Drawable(Groups[group]))
            {
                string at = $"{NumberText.Value(point.X, ValueFormat.Number)}, {NumberText.Value(point.Y, ValueFormat.Number)}";
                DrawPoint(canvas, group, plot.X(point.X), plot.Y(point.Y), $"{point.Label} {at}");
            }
        }
    }
}
