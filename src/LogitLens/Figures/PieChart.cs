namespace LogitLens.Figures;

/// <summary>One part of a pie.</summary>
public sealed record PieSlice(string Label, int Count);

/// <summary>
/// Parts of one whole, labelled outside with count and share; clockwise from three o'clock, so that small parts, which usually come last,
/// have room for their labels on the right.
/// </summary>
public sealed record PieChart
{
    private const double Radius = 125;
    private const double LabelPitch = 17;
    private const double Elbow = 16;

    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The parts; those that count nothing are left out.</summary>
    public required IReadOnlyList<PieSlice> Slices { get; init; }

    /// <summary>Draws the pie.</summary>
    public SvgDocument Draw()
    {
        Page page = new(Heading, 700);
        double total = Slices.Sum(slice => (double)Math.Max(0, slice.Count));
        if (total <= 0)
        {
            return page.FinishEmpty("Nothing was counted.");
        }

        List<Wedge> wedges = [];
        double before = 0;
        for (int i = 0; i < Slices.Count; i++)
        {
            double share = Math.Max(0, Slices[i].Count) / total;
            if (share > 0)
            {
                wedges.Add(new Wedge(Slices[i], before, share, Palette.Area(i)));
            }

            before += share;
        }

        int mostOnASide = Math.Max(wedges.Count(wedge => wedge.OnRight), wedges.Count(wedge => !wedge.OnRight));
        double height = Math.Max((2 * Radius) + 64, (mostOnASide + 1) * LabelPitch);
        Box area = new(Page.Margin, page.Take(height), page.Inner, height);
        foreach (Wedge wedge in wedges)
        {
            DrawWedge(page.Canvas, area, wedge);
        }

        DrawLabels(page.Canvas, area, [.. wedges.Where(wedge => wedge.OnRight)], right: true);
        DrawLabels(page.Canvas, area, [.. wedges.Where(wedge => !wedge.OnRight)], right: false);
        return page.Finish("Pie chart. " + string.Join(", ", wedges.Select(wedge => wedge.Text)) + ".");
    }

    private static void DrawWedge(Canvas canvas, Box area, Wedge wedge)
    {
        Stroke edge = new(Rgb.White, 1);
        if (wedge.Share > 0.9999)
        {
            canvas.Circle(area.CentreX, area.CentreY, Radius, wedge.Colour, edge, tooltip: wedge.Text);
            return;
        }

        (double x1, double y1) = OnCircle(area, wedge.Start, Radius);
        (double x2, double y2) = OnCircle(area, wedge.Start + wedge.Share, Radius);
        string radius = SvgNumber.Format(Radius);
        canvas.Path(
            $"M{Point(area.CentreX, area.CentreY)} L{Point(x1, y1)} A{radius},{radius} 0 {(wedge.Share > 0.5 ? 1 : 0)} 1 {Point(x2, y2)} Z",
            wedge.Colour,
            edge,
            wedge.Text);
    }

    private static void DrawLabels(Canvas canvas, Box area, IReadOnlyList<Wedge> wedges, bool right)
    {
        Wedge[] downwards = [.. wedges.OrderBy(wedge => OnCircle(area, wedge.Middle, Radius).Y)];
        double[] wanted = [.. downwards.Select(wedge => OnCircle(area, wedge.Middle, Radius + Elbow).Y)];
        double[] rows = Spacing.Apart(wanted, LabelPitch, area.Top + (LabelPitch / 2), area.Bottom - (LabelPitch / 2));
        double side = right ? 1 : -1;
        double textX = area.CentreX + (side * (Radius + 34));
        double room = (area.Width / 2) - Radius - 34;
        for (int i = 0; i < downwards.Length; i++)
        {
            (double x, double y) = OnCircle(area, downwards[i].Middle, Radius + 2);
            bool moved = Math.Abs(rows[i] - wanted[i]) >= 1;
            double bendX = moved ? area.CentreX + (side * (Radius + 18)) : OnCircle(area, downwards[i].Middle, Radius + Elbow).X;
            canvas.Polyline([(x, y), (bendX, rows[i]), (textX - (side * 4), rows[i])], new Stroke(Palette.Reference, 0.8));
            canvas.Text(downwards[i].Clipped(room), textX, rows[i], TextStyle.Label, right ? Anchor.Start : Anchor.End);
        }
    }

    /// <summary>The point on a circle at a share of the way round, clockwise from three o'clock.</summary>
    private static (double X, double Y) OnCircle(Box area, double turn, double radius) =>
        (area.CentreX + (radius * Math.Cos(2 * Math.PI * turn)), area.CentreY + (radius * Math.Sin(2 * Math.PI * turn)));

    private static string Point(double x, double y) => $"{SvgNumber.Format(x)},{SvgNumber.Format(y)}";

    private readonly record struct Wedge(PieSlice Slice, double Start, double Share, Rgb Colour)
    {
        public double Middle => Start + (Share / 2);

        public bool OnRight => Middle is < 0.25 or >= 0.75;

        public string Text => Name(Slice.Label);

        private string Numbers => $" {NumberText.Value(Slice.Count, ValueFormat.Count)} ({NumberText.Value(Share, ValueFormat.Percent)})";

        /// <summary>The label with its name cut, never its numbers.</summary>
        public string Clipped(double room) =>
            Name(TextMeasure.Clip(DrawableText.Label(Slice.Label), TextStyle.Label, room - TextMeasure.Width(Numbers, TextStyle.Label)));

        private string Name(string label) => label + DrawableText.LeftToRightMark + Numbers;
    }
}
