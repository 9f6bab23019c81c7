namespace LogitLens.Figures;

/// <summary>
/// The labels under a row of columns or bands. Names that do not fit side by side stand upright; numbers, which a reader can fill in, are
/// thinned instead.
/// </summary>
internal sealed class CategoryLabels
{
    private const double LongestUpright = 150;

    private readonly string[] _labels;
    private readonly IReadOnlyList<double> _centres;
    private readonly TextStyle _style;
    private readonly int _every;
    private readonly bool _upright;

    /// <summary>Decides how the labels stand.</summary>
    /// <param name="labels">One name a column.</param>
    /// <param name="centres">The middle of each column, in pixels.</param>
    /// <param name="left">Where names that lie must not reach beyond.</param>
    /// <param name="right">Where names that lie must not reach beyond.</param>
    public CategoryLabels(IReadOnlyList<string> labels, IReadOnlyList<double> centres, double left, double right, TextStyle style)
    {
        _style = style;
        _centres = centres;
        _labels = [.. labels.Select(DrawableText.Label)];
        bool numbers = Array.TrueForAll(_labels, IsNumber);
        double[] widths = Widths();
        int everyFlat = LabelThinning.Every(centres, widths, gap: 5);
        bool outside = widths.Where((width, i) => centres[i] - (width / 2) < left || centres[i] + (width / 2) > right).Any();
        _upright = !numbers && (everyFlat > 1 || outside);
        if (_upright)
        {
            _labels = [.. _labels.Select(label => TextMeasure.Clip(label, style, LongestUpright))];
            _every = LabelThinning.Every(centres, [.. _labels.Select(_ => style.Height)], gap: 0);
        }
        else
        {
            _every = everyFlat;
        }

        Height = _upright ? Widths().DefaultIfEmpty(0).Max() : style.Height;
    }

    /// <summary>How far the labels reach down.</summary>
    public double Height { get; }

    /// <summary>Draws the labels below the given height.</summary>
    public void Draw(Canvas canvas, double top)
    {
        for (int i = 0; i < _labels.Length; i += _every)
        {
            if (_upright)
            {
                canvas.TextUpwards(_labels[i], _centres[i], top, _style, Anchor.End);
            }
            else
            {
                canvas.Text(_labels[i], _centres[i], top + (_style.Height / 2), _style, Anchor.Middle);
            }
        }
    }

    private static bool IsNumber(string label) =>
        label.Length <= 6 && label.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.' or ',');

    private double[] Widths() => [.. _labels.Select(label => TextMeasure.Width(label, _style))];
}
