using LogitLens.Datasets;

namespace LogitLens.Experiments.Probes;

/// <summary>Which texts are parts of others.</summary>
/// <param name="Wholes">[text] the texts that it is a part of; none of token ids, which are no words.</param>
internal sealed record TextOverlap(IReadOnlyList<int>[] Wholes)
{
    /// <summary>How many texts are parts of others.</summary>
    public int Phrases => Wholes.Count(own => own.Count > 0);

    /// <summary>Finds them.</summary>
    public static TextOverlap Of(LabelledTexts texts) => texts.Dataset.Examples.Any(example => example.TokenIds is not null)
        ? new TextOverlap([.. texts.Tokens.Select(_ => (IReadOnlyList<int>)[])])
        : new TextOverlap(Probes.Phrases.WholesOf([.. texts.Dataset.Examples.Select(example => example.Text)]));

    /// <summary>Names under which a text and its wholes are found together, as <see cref="DataParts.Join"/> takes them.</summary>
    public IEnumerable<string?[]> Names
    {
        get
        {
            HashSet<int> wholes = [.. Wholes.SelectMany(own => own)];
            for (int k = 0; k < (Wholes.Length == 0 ? 0 : Wholes.Max(own => own.Count)); k++)
            {
                yield return [.. Wholes.Select((own, text) => k < own.Count ? $"{own[k]}" : wholes.Contains(text) ? $"{text}" : null)];
            }
        }
    }

    /// <summary>For each of the first texts whether it is a part of one of the others, or one of them a part of it.</summary>
    /// <param name="count">How many the first texts are.</param>
    public bool[] Touching(int count)
    {
        bool[] touching = new bool[count];
        for (int text = 0; text < Wholes.Length; text++)
        {
            foreach (int whole in Wholes[text])
            {
                if (text < count != whole < count)
                {
                    touching[Math.Min(text, whole)] = true;
                }
            }
        }

        return touching;
    }
}
