namespace LogitLens.Figures;

/// <summary>A figure's sheet: the heading on top, then what the figure draws from <see cref="Top"/> downwards.</summary>
internal sealed class Page
{
    /// <summary>White space around everything.</summary>
    public const double Margin = 20;

    /// <summary>The least width of a figure, so that headings have room.</summary>
    public const double LeastWidth = 560;

    private readonly FigureHeading _heading;

    public Page(FigureHeading heading, double width)
    {
        _heading = heading;
        Width = Math.Ceiling(Math.Max(width, LeastWidth));
        Top = Margin;
        Write(heading.Title, TextStyle.Title, maxLines: 3);
        if (heading.Subtitle is not null)
        {
            Write(heading.Subtitle, TextStyle.Subtitle, maxLines: 4);
        }

        Top += 10;
    }

    public Canvas Canvas { get; } = new();

    public double Width { get; }

    /// <summary>Width between the margins.</summary>
    public double Inner => Width - (2 * Margin);

    /// <summary>Where the next thing may start.</summary>
    public double Top { get; private set; }

    /// <summary>Takes room from the top of what is left and returns where it starts.</summary>
    public double Take(double height)
    {
        double top = Top;
        Top += height;
        return top;
    }

    /// <summary>Writes lines of text below what the page has so far, each wrapped to the page's width.</summary>
    public void WriteNotes(IEnumerable<string> notes)
    {
        foreach (string note in notes)
        {
            Top += 6;
            Write(note, TextStyle.Subtitle, maxLines: 3);
        }
    }

    /// <summary>Says in the figure's place that there is nothing to draw, and why.</summary>
    public SvgDocument FinishEmpty(string reason)
    {
        Box box = new(Margin, Take(160), Inner, 160);
        Canvas.Rectangle(box, null, new Stroke(Palette.GridLine));
        Canvas.Text(reason, box.CentreX, box.CentreY, TextStyle.AxisTitle.In(Palette.SoftInk), Anchor.Middle);
        return Finish(reason);
    }

    /// <summary>Closes the sheet below <see cref="Top"/>; the description is used where the heading has none of its own.</summary>
    public SvgDocument Finish(string description) =>
        Canvas.Finish(Width, Math.Ceiling(Top + Margin), _heading.Title, _heading.Description ?? $"{_heading.Title}. {description}");

    private void Write(string text, TextStyle style, int maxLines)
    {
        foreach (string line in TextMeasure.Wrap(DrawableText.Label(text), style, Inner, maxLines))
        {
            Canvas.Text(line, Margin, Take(1.3 * style.Size) + (0.6 * style.Size), style);
        }
    }
}
