namespace LogitLens.Figures;

/// <summary>Names beside the points that stand out, where they cover neither a point nor one another.</summary>
internal static class PointLabels
{
    /// <summary>Radius of a point's marker.</summary>
    public const double Radius = 4;

    private const double Longest = 140;
    private const double Distance = Radius + 3;

    /// <summary>Labels the points furthest from the middle of all; one for whose label there is no room goes without.</summary>
    public static void Draw(Canvas canvas, CartesianPlot plot, IReadOnlyList<ScatterPoint> points, int most, IEnumerable<Box> obstacles)
    {
        List<Box> taken = [.. points.Select(point => Around(plot.X(point.X), plot.Y(point.Y))), .. obstacles];
        double middleX = Median(points.Select(point => plot.X(point.X)));
        double middleY = Median(points.Select(point => plot.Y(point.Y)));
        IEnumerable<ScatterPoint> furthest = points
            .Where(point => !string.IsNullOrWhiteSpace(point.Label))
            .OrderByDescending(point => Math.Pow(plot.X(point.X) - middleX, 2) + Math.Pow(plot.Y(point.Y) - middleY, 2))
            .Take(most);
        foreach (ScatterPoint point in furthest)
        {
            string label = TextMeasure.Clip(DrawableText.Label(point.Label!), TextStyle.Small, Longest);
            foreach (Box place in Places(plot.X(point.X), plot.Y(point.Y), TextMeasure.Width(label, TextStyle.Small)))
            {
                if (Inside(plot.Area, place) && !taken.Exists(place.Overlaps))
                {
                    canvas.Text(label, place.Left, place.CentreY, TextStyle.Small);
                    taken.Add(place);
                    break;
                }
            }
        }
    }

    private static Box Around(double x, double y) => new(x - Radius, y - Radius, 2 * Radius, 2 * Radius);

    /// <summary>Right, left, above, below, then the corners.</summary>
    private static IEnumerable<Box> Places(double x, double y, double width)
    {
        double height = TextStyle.Small.Height;
        (double X, double Y)[] corners =
        [
            (x + Distance, y - (height / 2)), (x - Distance - width, y - (height / 2)),
            (x - (width / 2), y - Distance - height), (x - (width / 2), y + Distance),
            (x + Radius, y - Radius - height), (x - Radius - width, y - Radius - height),
            (x + Radius, y + Radius), (x - Radius - width, y + Radius),
        ];
        return corners.Select(corner => new Box(corner.X, corner.Y, width, height));
    }

    private static bool Inside(Box area, Box box) =>
        box.Left >= area.Left + 2 && box.Right <= area.Right && box.Top >= area.Top && box.Bottom <= area.Bottom - 2;

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
