namespace LogitLens.Experiments.Probes;

/// <summary>
/// Finds texts that are parts of others, as the phrases of GLUE's SST-2 are of its sentences: what a probe is fitted on must not be a piece of what it is
/// tested on. Texts are compared word by word, in small letters; what parts words is any white space.
/// </summary>
internal sealed class Phrases
{
    /// <summary>Phrases of so many words or more stay with every text that has them; shorter ones, which many texts share by chance, with one alone.</summary>
    public const int LongPhrase = 4;

    /// <summary>The least words of a phrase.</summary>
    public const int LeastWords = 2;

    private readonly string[][] _words;

    // The first of the texts that are the same, by its words.
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);

    // By the two words that they begin with, how many words those texts have: nothing else that begins so is looked up.
    private readonly Dictionary<string, SortedSet<int>> _lengths = new(StringComparer.Ordinal);

    /// <summary>Looks for phrases among texts.</summary>
    /// <param name="texts">The texts.</param>
    public Phrases(IReadOnlyList<string> texts)
    {
        _words = [.. texts.Select(WordsOf)];
        Spelled = [.. _words.Select(Spell)];
        for (int text = 0; text < _words.Length; text++)
        {
            string[] words = _words[text];
            if (words.Length >= LeastWords && _first.TryAdd(Spelled[text]!, text))
            {
                string beginning = string.Join(' ', words[..LeastWords]);
                if (!_lengths.TryGetValue(beginning, out SortedSet<int>? lengths))
                {
                    _lengths[beginning] = lengths = [];
                }

                lengths.Add(words.Length);
            }
        }

        Wholes = FindWholes();
    }

    /// <summary>[text] its words as they are compared, by which two spellings of a text are the same; null for a text without words.</summary>
    public IReadOnlyList<string?> Spelled { get; }

    /// <summary>A text as <see cref="Spelled"/> has it.</summary>
    public static string? Spell(string text) => Spell(WordsOf(text));

    /// <summary>
    /// [text] the places of the texts, of those that are no part of another, that it is a part of, word by word; none for a text that is no part, and for a
    /// short one that is a part of several. Of texts that are the same the first stands for all.
    /// </summary>
    public IReadOnlyList<int>[] Wholes { get; }

    /// <summary>
    /// For each of the first texts whether it is a part of one of the others, or has one of them in it; short phrases as in <see cref="Wholes"/>.
    /// </summary>
    /// <param name="count">How many the first texts are.</param>
    public bool[] Touching(int count)
    {
        int[] same = [.. Enumerable.Range(0, _words.Length).Select(SameAs)];
        bool[] isOther = new bool[same.Length], touches = new bool[same.Length];
        foreach (int text in same.Skip(count))
        {
            isOther[text] = true;
        }

        foreach (int text in same.Distinct())
        {
            foreach (int part in PartsOf(text).Where(part => _words[part].Length >= LongPhrase || Wholes[part].Count == 1))
            {
                touches[text] |= isOther[part];
                touches[part] |= isOther[text];
            }
        }

        return [.. same.Take(count).Select(text => touches[text])];
    }

    private static string[] WordsOf(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string? Spell(string[] words) => words.Length == 0 ? null : string.Join(' ', words);

    private int SameAs(int text) => _words[text].Length < LeastWords ? text : _first[Spelled[text]!];

    private IReadOnlyList<int>[] FindWholes()
    {
        // Longer texts first, so that what is found in one is known to be a part before it is looked into itself.
        bool[] isPart = new bool[_words.Length];
        List<int>[] wholes = [.. _words.Select(_ => new List<int>())];
        int[] firsts = [.. Enumerable.Range(0, _words.Length).Where(text => SameAs(text) == text).OrderByDescending(text => _words[text].Length)];
        foreach (int text in firsts.Where(text => !isPart[text]))
        {
            foreach (int part in PartsOf(text))
            {
                isPart[part] = true;
                wholes[part].Add(text);
            }
        }

        return [.. wholes.Select((own, text) => own.Count > 1 && _words[text].Length < LongPhrase ? [] : (IReadOnlyList<int>)own)];
    }

    // Of one of the first of texts that are the same: those that are shorter and stand in it as a whole, each once.
    private HashSet<int> PartsOf(int whole)
    {
        HashSet<int> found = [];
        string[] words = _words[whole];
        string text = Spelled[whole]!;
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> firsts = _first.GetAlternateLookup<ReadOnlySpan<char>>();
        Dictionary<string, SortedSet<int>>.AlternateLookup<ReadOnlySpan<char>> lengthsOf = _lengths.GetAlternateLookup<ReadOnlySpan<char>>();
        int[] starts = new int[words.Length + 1];
        for (int k = 0; k < words.Length; k++)
        {
            starts[k + 1] = starts[k] + words[k].Length + 1;
        }

        for (int from = 0; from + LeastWords <= words.Length; from++)
        {
            if (!lengthsOf.TryGetValue(Span(from, LeastWords), out SortedSet<int>? lengths))
            {
                continue;
            }

            foreach (int count in lengths.TakeWhile(count => count < words.Length && from + count <= words.Length))
            {
                if (firsts.TryGetValue(Span(from, count), out int part))
                {
                    found.Add(part);
                }
            }
        }

        return found;

        ReadOnlySpan<char> Span(int from, int count) => text.AsSpan(starts[from], starts[from + count] - 1 - starts[from]);
    }
}
