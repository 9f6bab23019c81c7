using LogitLens.Datasets;

namespace LogitLens.Experiments.Probes;

/// <summary>Which texts are parts of others, or the same but for capitals and spaces; none of token ids are, which are no words.</summary>
internal sealed class TextOverlap
{
    private readonly IReadOnlyList<int>[] _wholes;
    private readonly Phrases? _phrases;

    private TextOverlap(IReadOnlyList<int>[] wholes, Phrases? phrases) => (_wholes, _phrases) = (wholes, phrases);

    /// <summary>Whether a text is a part of another.</summary>
    public bool Any => _wholes.Any(own => own.Count > 0);

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

    /// <summary>Each text that is a part of another with each of its wholes, as <see cref="DataParts.Join(int, IEnumerable{ValueTuple{int, int}},
    /// IReadOnlyList{IReadOnlyList{string?}})"/> takes them.</summary>
    public IEnumerable<(int Part, int Whole)> Pairs => _wholes.SelectMany((own, text) => own.Select(whole => (text, whole)));

    /// <summary>[text] a name that the spellings of a text share; null where there are no words.</summary>
    public IReadOnlyList<string?> Spelled => _phrases?.Spelled ?? new string?[_wholes.Length];

    /// <summary>How many texts that are not left out are parts of another in the same part of the data.</summary>
    /// <param name="parts">[text] its part.</param>
    public int CountTogether(IReadOnlyList<ProbePart> parts) =>
        _wholes.Where((own, text) => parts[text] != ProbePart.Duplicate && own.Any(whole => parts[whole] == parts[text])).Count();

    /// <summary>For each of the first texts whether one of the others says the same word by word.</summary>
    /// <param name="count">How many the first texts are.</param>
    public bool[] Repeating(int count)
    {
        HashSet<string> others = [.. Spelled.Skip(count).OfType<string>()];
        return [.. Spelled.Take(count).Select(words => words is not null && others.Contains(words))];
    }

    /// <summary>For each of the first texts whether it is a part of one of the others, or one of them a part of it.</summary>
    /// <param name="count">How many the first texts are.</param>
    public bool[] Touching(int count) => _phrases?.Touching(count) ?? new bool[count];
}
