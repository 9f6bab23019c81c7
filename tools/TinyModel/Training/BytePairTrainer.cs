using System.Runtime.InteropServices;
using LogitLens.Tokenizers;

namespace TinyModel.Training;

/// <summary>
/// Learns a byte-level BPE vocabulary (Sennrich et al. 2016, over bytes as in GPT-2): starting from bytes, the most frequent pair of
/// neighbouring tokens within pieces becomes a token, again and again. Of equally frequent pairs the one with the smaller left id, then
/// the smaller right id, comes first, so the same texts give the same vocabulary in whatever order they come.
/// </summary>
internal sealed class BytePairTrainer
{
    private const string EndOfTextToken = "<|endoftext|>";
    private const int SmallestVocabulary = 257;

    private readonly List<string> _spellings = [];
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<(int Left, int Right)> _merges = [];
    private readonly List<Word> _words;
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _wordsWith = [];

    // May hold outdated counts; Best() puts them right as they come up.
    private readonly PriorityQueue<(int Left, int Right), (long Fewer, int Left, int Right)> _queue = new();

    private BytePairTrainer(Dictionary<string, int> pieces)
    {
        foreach (byte value in ByteAlphabet.InOrder)
        {
            Add(ByteAlphabet.Spell(value).ToString());
        }

        _words = [.. pieces.Select(piece => new Word(TokensOf(piece.Key), piece.Value))];
        HashSet<(int Left, int Right)> pairs = new();
        for (int word = 0; word < _words.Count; word++)
        {
            CountPairs(word, pairs);
        }

        Enqueue(pairs);
    }

    /// <summary>
    /// Learns from texts, cut into pieces as <see cref="BytePairTokenizer"/> cuts them. Ids are GPT-2's: 256 bytes, then a token for each
    /// merge, then <c>&lt;|endoftext|&gt;</c>.
    /// </summary>
    /// <param name="texts">The texts; each is read once.</param>
    /// <param name="vocabularySize">
    /// How many tokens to have, bytes and <c>&lt;|endoftext|&gt;</c> counted. There are fewer where no pair is left that occurs twice.
    /// </param>
    /// <exception cref="InputException">The size is less than 257.</exception>
    public static BytePairVocabulary Train(IEnumerable<string> texts, int vocabularySize)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (vocabularySize < SmallestVocabulary)
        {
            throw new InputException(
                $"vocabulary size {vocabularySize} is too small: a byte-level vocabulary has 256 bytes and {EndOfTextToken}, "
                + $"so {SmallestVocabulary} or more");
        }

        BytePairTrainer trainer = new(CountPieces(texts));
        while (trainer._spellings.Count < vocabularySize - 1 && trainer.Best() is { } pair)
        {
            trainer.Merge(pair);
        }

        return trainer.Vocabulary();
    }

    private static Dictionary<string, int> CountPieces(IEnumerable<string> texts)
    {
        Dictionary<string, int> counts = [];
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byPiece = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts)
        {
            ReadOnlySpan<char> rest = text;
            while (!rest.IsEmpty)
            {
                int length = PreTokenizer.FirstPiece(rest);
                CollectionsMarshal.GetValueRefOrAddDefault(byPiece, rest[..length], out _)++;
                rest = rest[length..];
            }
        }

        return counts;
    }

    private int[] TokensOf(string piece) => [.. Encoding.UTF8.GetBytes(piece).Select(value => _ids[ByteAlphabet.Spell(value).ToString()])];

    private int Add(string spelling)
    {
        _ids.Add(spelling, _spellings.Count);
        _spellings.Add(spelling);
        return _spellings.Count - 1;
    }

    /// <summary>The most frequent pair that occurs at least twice.</summary>
    private (int Left, int Right)? Best()
    {
        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Fewer, int Left, int Right) order))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count >= 2 && count == -order.Fewer)
            {
                return pair;
            }

            if (count >= 2)
            {
                Enqueue([pair]);
            }
        }

        return null;
    }

    private void Merge((int Left, int Right) pair)
    {
        // Two ways of merging can spell the same token; it has one id.
        string spelling = _spellings[pair.Left] + _spellings[pair.Right];
        int result = _ids.TryGetValue(spelling, out int known) ? known : Add(spelling);
        _merges.Add(pair);

        HashSet<(int Left, int Right)> changed = new();
        _wordsWith.Remove(pair, out HashSet<int>? words);
        foreach (int word in words!)
        {
            UncountPairs(word);
            _words[word].Merge(pair, result);
            CountPairs(word, changed);
        }

        Enqueue(changed);
    }

    private void CountPairs(int word, HashSet<(int Left, int Right)> changed)
    {
        foreach ((int Left, int Right) pair in _words[word].Pairs())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += _words[word].Count;
            (CollectionsMarshal.GetValueRefOrAddDefault(_wordsWith, pair, out _) ??= []).Add(word);
            changed.Add(pair);
        }
    }

    private void UncountPairs(int word)
    {
        foreach ((int Left, int Right) pair in _words[word].Pairs())
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) -= _words[word].Count;
        }
    }

    private void Enqueue(IEnumerable<(int Left, int Right)> pairs)
    {
        foreach ((int Left, int Right) pair in pairs)
        {
            _queue.Enqueue(pair, (-_counts[pair], pair.Left, pair.Right));
        }
    }

    private BytePairVocabulary Vocabulary()
    {
        VocabularyBuilder builder = new("the trained vocabulary");
        for (int id = 0; id < _spellings.Count; id++)
        {
            builder.AddToken(_spellings[id], id);
        }

        foreach ((int left, int right) in _merges)
        {
            builder.AddMerge(_spellings[left], _spellings[right], () => "training");
        }

        builder.AddSpecial(EndOfTextToken, _spellings.Count);
        return builder.Build();
    }

    /// <summary>A piece of text as the tokens it is merged into so far, and how often it occurs.</summary>
    private sealed class Word(int[] tokens, long count)
    {
        private int _length = tokens.Length;

        public long Count => count;

        public IEnumerable<(int Left, int Right)> Pairs()
        {
            for (int i = 1; i < _length; i++)
            {
                yield return (tokens[i - 1], tokens[i]);
            }
        }

        public void Merge((int Left, int Right) pair, int result)
        {
            int kept = 0;
            for (int i = 0; i < _length; i++)
            {
                bool joins = i + 1 < _length && tokens[i] == pair.Left && tokens[i + 1] == pair.Right;
                tokens[kept++] = joins ? result : tokens[i];
                i += joins ? 1 : 0;
            }

            _length = kept;
        }
    }
}
