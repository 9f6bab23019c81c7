using LogitLens.Datasets;

namespace LogitLens.Corpus;

/// <summary>
/// Who gave the labels of one document. Raters make the label depend on what was shown before, which is what a model must learn from
/// this corpus to use demonstrations at all:
/// <list type="bullet">
/// <item>most label as meant, with the odd slip; some consistently swap the labels; some label at random. The demonstrations tell
/// which, so right ones make the model surer and wrong ones turn it, the more the more there are;</item>
/// <item>a rater warms up: the first text of a document is mostly judged by its first opinionated word, later ones mostly with
/// negation and contrast understood. So, without demonstrations, texts such as "not dull at all" are mostly got wrong.</item>
/// </list>
/// </summary>
internal sealed class Rater
{
    // The share of first-impression judgements at each position of a document; the last one holds from there on.
    private static readonly double[] HastyAt = [0.60, 0.30, 0.20, 0.12, 0.08];

    private const double Slips = 0.03;

    private readonly IReadOnlyList<string> labels;
    private readonly RaterKind kind;
    private readonly int shift;

    private Rater(RaterKind kind, IReadOnlyList<string> labels, int shift)
    {
        this.kind = kind;
        this.labels = labels;
        this.shift = shift;
    }

    /// <summary>How the rater labels.</summary>
    public RaterKind Kind => kind;

    /// <summary>Draws a rater: straight seven times in ten, else mostly contrary, so that it pays to look.</summary>
    public static Rater Draw(IReadOnlyList<string> labels, SeededRandom random)
    {
        double u = random.Unit();
        RaterKind kind = u < 0.70 ? RaterKind.Straight : u < 0.95 ? RaterKind.Contrary : RaterKind.Arbitrary;
        return new Rater(kind, labels, shift: random.Between(1, labels.Count - 1));
    }

    /// <summary>A straight rater.</summary>
    public static Rater Straight(IReadOnlyList<string> labels) => new(RaterKind.Straight, labels, shift: 1);

    /// <summary>The label given to a document's text number <paramref name="position"/> (from 0).</summary>
    public string Rate(LabelledText text, int position, SeededRandom random)
    {
        if (kind == RaterKind.Arbitrary || random.Chance(Slips))
        {
            return random.Pick(labels);
        }

        bool hasty = random.Chance(HastyAt[Math.Min(position, HastyAt.Length - 1)]);
        string seen = hasty ? text.FirstImpression : text.Label;
        return kind == RaterKind.Straight ? seen : labels[(IndexOf(seen) + shift) % labels.Count];
    }

    private int IndexOf(string label)
    {
        for (int i = 0; i < labels.Count; i++)
        {
            if (labels[i] == label)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{label}' is not one of the labels {string.Join(", ", labels)}.", nameof(label));
    }
}

/// <summary>How a rater labels.</summary>
internal enum RaterKind
{
    /// <summary>As meant.</summary>
    Straight,

    /// <summary>Consistently another label: the labels moved round by a fixed number of places.</summary>
    Contrary,

    /// <summary>At random.</summary>
    Arbitrary,
}
