namespace LogitLens.Figures;

/// <summary>Point shapes, so that series stay apart without colour.</summary>
internal static class Marker
{
    /// <summary>Draws the shape of the nth series: circle, square, triangle, diamond, inverted triangle, and round again.</summary>
    public static void Draw(Canvas canvas, int index, double x, double y, double radius, Rgb colour, string? tooltip = null)
    {
        Stroke edge = new(Rgb.White, 0.8);
        double r = radius;
        switch (index % 5)
        {
            case 0:
                canvas.Circle(x, y, r, colour, edge, tooltip: tooltip);
                break;
            case 1:
                Shape((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r));
                break;
            case 2:
                Shape((x, y - (1.3 * r)), (x + (1.2 * r), y + (0.9 * r)), (x - (1.2 * r), y + (0.9 * r)));
                break;
            case 3:
                Shape((x, y - (1.4 * r)), (x + (1.4 * r), y), (x, y + (1.4 * r)), (x - (1.4 * r), y));
                break;
            default:
                Shape((x, y + (1.3 * r)), (x + (1.2 * r), y - (0.9 * r)), (x - (1.2 * r), y - (0.9 * r)));
                break;
        }

        void Shape(params (double X, double Y)[] points) => canvas.Polygon(points, colour, 1, edge, tooltip);
    }
}
