using LogitLens.Figures.Drawing;

namespace LogitLens.Figures.Axes;

/// <summary>
/// The labels under a row of columns or bands. Names that do not fit side by side stand upright; numbers, which a reader can fill in, are
/// thinned instead.
/// </summary>
internal sealed class CategoryLabels
{
    private const double LongestUpright = 150;
    private const double LongestFlat = 230;

    private readonly string[] _labels;
    private readonly IReadOnlyList<double> _centres;
    private readonly TextStyle _style;
    private readonly int _every;
    private readonly bool _upright;

    /// <summary>Decides how the labels stand, given the middle of each column in pixels.</summary>
    public CategoryLabels(IReadOnlyList<string> labels, IReadOnlyList<double> centres, TextStyle style)
    {
        _style = style;
        _centres = centres;
        _labels = [.. labels.Select(PlainText.Label)];
        bool numbers = Array.TrueForAll(_labels, label => label.Length <= 6 && label.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.' or ','));
        double[] widths = Widths();
        int everyFlat = LabelThinning.Every(centres, widths, gap: 5);
        _upright = !numbers && (everyFlat > 1 || widths.DefaultIfEmpty(0).Max() > LongestFlat || (widths.Length > 0 && widths[0] / 2 > centres[0]));
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

    private double[] Widths() => [.. _labels.Select(label => TextMeasure.Width(label, _style))];
}
