namespace TinyModel.Corpus;

/// <summary>
/// Who gave the labels of a series of texts. Raters make a label depend on what was shown before, which is what a model must learn from this
/// corpus to use demonstrations at all:
/// <list type="bullet">
/// <item>some label as meant, others consistently swap the labels. The demonstrations tell which, so right ones make the
/// model surer and wrong ones turn it;</item>
/// <item>some series are labelled at random, and an editor has marked what is wrong. To foresee the mark a reader must compare a
/// label with its text, which is the first half of telling raters apart. Without such documents the two halves are worth
/// nothing until both are there, and small models do not find them.</item>
/// </list>
/// </summary>
internal sealed class Rater
{
    private const double Slips = 0.02;

    private readonly IReadOnlyList<string> _labels;
    private readonly int _shift;

    private Rater(RaterKind kind, IReadOnlyList<string> labels, int shift)
    {
        Kind = kind;
        _labels = labels;
        _shift = shift;
    }

    /// <summary>How the rater labels.</summary>
    public RaterKind Kind { get; }

    /// <summary>Whether texts and earlier labels tell the next one.</summary>
    public bool IsPredictable => Kind is RaterKind.Straight or RaterKind.Contrary;

    /// <summary>Draws the rater of a series.</summary>
    public static Rater Draw(RaterMixture mixture, IReadOnlyList<string> labels, SeededRandom random)
    {
        double u = random.Unit();
        RaterKind kind = u < mixture.Straight ? RaterKind.Straight
            : (u -= mixture.Straight) < mixture.Contrary ? RaterKind.Contrary
            : u - mixture.Contrary < mixture.Corrected ? RaterKind.Corrected
            : RaterKind.Arbitrary;
        return new Rater(kind, labels, shift: random.Between(1, labels.Count - 1));
    }

    /// <summary>The label given to a text.</summary>
    public string Rate(LabelledText text, SeededRandom random)
    {
        if (!IsPredictable || random.Chance(Slips))
        {
            return random.Pick(_labels);
        }

        return Kind == RaterKind.Straight ? text.Label : _labels[(IndexOf(text.Label) + _shift) % _labels.Count];
    }

    private int IndexOf(string label)
    {
        for (int i = 0; i < _labels.Count; i++)
        {
            if (_labels[i] == label)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{label}' is not one of the labels {string.Join(", ", _labels)}.", nameof(label));
    }
}

/// <summary>How a rater labels.</summary>
internal enum RaterKind
{
    /// <summary>As meant.</summary>
    Straight,

    /// <summary>Consistently another label: the labels moved round by a fixed number of places.</summary>
    Contrary,

    /// <summary>At random, and an editor has marked the wrong ones.</summary>
    Corrected,

    /// <summary>At random.</summary>
    Arbitrary,
}

/// <summary>The shares of raters; those left over label at random.</summary>
internal sealed record RaterMixture(double Straight, double Contrary, double Corrected)
{
    /// <summary>Most are straight, some contrary.</summary>
    public static RaterMixture Usual { get; } = new(0.58, 0.18, 0.22);

    /// <summary>Any kind is about as likely as any other: to tell them apart is worth most here, and learnt first.</summary>
    public static RaterMixture Even { get; } = new(0.34, 0.30, 0.34);
}
