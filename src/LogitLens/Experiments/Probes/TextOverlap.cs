using LogitLens.Datasets;

namespace LogitLens.Experiments.Probes;

/// <summary>Which texts are parts of others; none of token ids are, which are no words.</summary>
internal sealed class TextOverlap
{
    private readonly IReadOnlyList<int>[] _wholes;
    private readonly Phrases? _phrases;

    private TextOverlap(IReadOnlyList<int>[] wholes, Phrases? phrases) => (_wholes, _phrases) = (wholes, phrases);

    /// <summary>How many texts are parts of others.</summary>
    public int Count => _wholes.Count(own => own.Count > 0);

    /// <summary>Finds them.</summary>
    public static TextOverlap Of(LabelledTexts texts)
    {
        if (texts.Dataset.Examples.Any(example => example.TokenIds is not null))
        {
            return new TextOverlap([.. texts.Tokens.Select(_ => (IReadOnlyList<int>)[])], null);
        }

        Phrases phrases = new([.. texts.Dataset.Examples.Select(example => example.Text)]);
        return new TextOverlap(phrases.Wholes, phrases);
    }

    /// <summary>Names under which a text and its wholes are found together, as <see cref="DataParts.Join"/> takes them.</summary>
    public IEnumerable<string?[]> Names
    {
        get
        {
            HashSet<int> wholes = [.. _wholes.SelectMany(own => own)];
            for (int k = 0; k < (_wholes.Length == 0 ? 0 : _wholes.Max(own => own.Count)); k++)
            {
                yield return [.. _wholes.Select((own, text) => k < own.Count ? $"{own[k]}" : wholes.Contains(text) ? $"{text}" : null)];
            }
        }
    }

    /// <summary>For each of the first texts whether it is a part of one of the others, or one of them a part of it.</summary>
    /// <param name="count">How many the first texts are.</param>
    public bool[] Touching(int count) => _phrases?.Touching(count) ?? new bool[count];
}
