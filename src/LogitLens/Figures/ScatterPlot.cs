using LogitLens.Figures.Axes;
using LogitLens.Figures.Colours;
using LogitLens.Figures.Drawing;
using LogitLens.Figures.Plots;

namespace LogitLens.Figures;

/// <summary>One point, with the name that it is labelled with if it stands out.</summary>
public sealed record ScatterPoint(double X, double Y, string? Label = null);

/// <summary>Points of one colour.</summary>
public sealed record ScatterGroup(string Name, IReadOnlyList<ScatterPoint> Points);

/// <summary>The line through a scatter plot.</summary>
public enum ScatterGuide
{
    /// <summary>No line.</summary>
    None,

    /// <summary>Where both values are equal; both axes then have one range.</summary>
    Diagonal,

    /// <summary>The least-squares line through all points.</summary>
    Fit,
}

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

    /// <summary>The line to read the points against.</summary>
    public ScatterGuide Guide { get; init; }

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

        (double Slope, double Intercept)? guide = Guide switch
        {
            ScatterGuide.Diagonal => (1, 0),
            ScatterGuide.Fit => LeastSquares.Line(points.Select(point => (point.X, point.Y))),
            _ => null,
        };
        Stroke guideStroke = new(Palette.Reference, 1.4, Stroke.ReferenceDash(0));
        Legend.Draw(page,
        [
            .. Groups.Count > 1 ? Groups.Select(LegendEntryOf) : [],
            .. guide is not null ? [Legend.OfLine(Guide == ScatterGuide.Diagonal ? "equal" : "least-squares line", guideStroke)] : Array.Empty<LegendEntry>(),
        ]);
        IEnumerable<double> both = Guide == ScatterGuide.Diagonal ? points.SelectMany(point => new[] { point.X, point.Y }) : [];
        Axis x = Axis.Of(points.Select(point => point.X).Concat(both), XTitle, ValueFormat.Number);
        Axis y = Axis.Of(points.Select(point => point.Y).Concat(both), YTitle, ValueFormat.Number);
        CartesianPlot plot = new(page, x, y, Height);
        plot.DrawGrid(vertical: true);
        if (guide is { } line)
        {
            DrawGuide(page.Canvas, plot, line, guideStroke);
        }

        DrawPoints(page.Canvas, plot);
        plot.DrawAxes();
        PointLabels.Draw(page.Canvas, plot, points, Labels);
        return page.Finish($"Scatter plot of {YTitle} against {XTitle}, {points.Length} points.");
    }

    private static LegendEntry LegendEntryOf(ScatterGroup group, int index) =>
        new(group.Name, (canvas, box) => Marker.Draw(canvas, index, box.CentreX, box.CentreY, PointLabels.Radius, Palette.Category(index)));

    private static IEnumerable<ScatterPoint> Drawable(ScatterGroup group) => group.Points.Where(point => Finite.Is(point.X) && Finite.Is(point.Y));

    private void DrawPoints(Canvas canvas, CartesianPlot plot)
    {
        for (int group = 0; group < Groups.Count; group++)
        {
            foreach (ScatterPoint point in Drawable(Groups[group]))
            {
                string tooltip = $"{point.Label} {NumberText.Value(point.X, ValueFormat.Number)}, {NumberText.Value(point.Y, ValueFormat.Number)}";
                Marker.Draw(canvas, group, plot.X(point.X), plot.Y(point.Y), PointLabels.Radius, Palette.Category(group), tooltip);
            }
        }
    }

    /// <summary>Draws the part of the line that lies in the plot.</summary>
    private static void DrawGuide(Canvas canvas, CartesianPlot plot, (double Slope, double Intercept) line, Stroke stroke)
    {
        double from = plot.XAxis.Minimum;
        double to = plot.XAxis.Maximum;
        if (line.Slope != 0)
        {
            double atBottom = (plot.YAxis.Minimum - line.Intercept) / line.Slope;
            double atTop = (plot.YAxis.Maximum - line.Intercept) / line.Slope;
            from = Math.Max(from, Math.Min(atBottom, atTop));
            to = Math.Min(to, Math.Max(atBottom, atTop));
        }

        if (from < to)
        {
            canvas.Line(plot.X(from), plot.Y((line.Slope * from) + line.Intercept), plot.X(to), plot.Y((line.Slope * to) + line.Intercept), stroke);
        }
    }
}
