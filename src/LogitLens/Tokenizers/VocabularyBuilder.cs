using System.Text;

namespace LogitLens.Tokenizers;

/// <summary>Puts a vocabulary together from what files say, entry by entry, and refuses what does not fit together.</summary>
/// <param name="source">The file that lists the tokens, for messages.</param>
internal sealed class VocabularyBuilder(string source)
{
    /// <summary>Far above any real vocabulary; a larger id is a mistake, and would be an array of its size.</summary>
    private const int HighestId = (1 << 24) - 1;

    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<int, string> _spellings = [];
    private readonly Dictionary<string, int> _special = [];
    private readonly List<Merge> _merges = [];
    private int _size;

    /// <summary>Adds a token as files spell it.</summary>
    /// <exception cref="InputException">The id is out of range, or the token or the id is taken.</exception>
    public void AddToken(string spelling, long id)
    {
        if (id is < 0 or > HighestId)
        {
            throw new InputException($"{source}: token \"{spelling}\" has id {id}; ids go from 0 to {HighestId}");
        }

        if (!_ids.TryAdd(spelling, (int)id))
        {
            throw new InputException($"{source}: token \"{spelling}\" is listed twice, with ids {_ids[spelling]} and {id}");
        }

        if (!_spellings.TryAdd((int)id, spelling))
        {
            throw new InputException($"{source}: id {id} belongs to two tokens, \"{_spellings[(int)id]}\" and \"{spelling}\"");
        }

        _size = Math.Max(_size, (int)id + 1);
    }

    /// <summary>Adds a token that stands for its own text; it may be among the others already.</summary>
    /// <exception cref="InputException">As <see cref="AddToken"/>, or the token is known by another id.</exception>
    public void AddSpecial(string text, long id)
    {
        if (!_ids.TryGetValue(text, out int known))
        {
            AddToken(text, id);
        }
        else if (known != id)
        {
            throw new InputException($"{source}: added token \"{text}\" has id {id}, but the vocabulary gives it {known}");
        }

        _special[text] = (int)id;
    }

    /// <summary>Adds the merge of next rank.</summary>
    /// <param name="left">The first token, as files spell it.</param>
    /// <param name="right">The second token.</param>
    /// <param name="where">The file and place that name the merge, asked for only when it is wrong.</param>
    /// <exception cref="InputException">The vocabulary lacks one of the two tokens or what they make.</exception>
    public void AddMerge(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Func<string> where)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> joined = left.Length + right.Length <= 256 ? stackalloc char[left.Length + right.Length] : new char[left.Length + right.Length];
        left.CopyTo(joined);
        right.CopyTo(joined[left.Length..]);

        bool leftKnown = ids.TryGetValue(left, out int leftId);
        bool rightKnown = ids.TryGetValue(right, out int rightId);
        if (leftKnown && rightKnown && ids.TryGetValue(joined, out int result))
        {
            _merges.Add(new Merge(leftId, rightId, result));
            return;
        }

        string problem = !leftKnown ? $"names the token \"{left}\""
            : !rightKnown ? $"names the token \"{right}\""
            : $"makes the token \"{joined}\"";
        throw new InputException($"{where()}: the merge \"{left} {right}\" {problem}, which {source} does not list");
    }

    /// <summary>
    /// Makes special whatever is neither one byte nor made by a merge: text can never become such a token by itself. That is how
    /// <c>&lt;|endoftext|&gt;</c> is told from the rest where no file says so.
    /// </summary>
    public void MarkUnmadeTokensSpecial()
    {
        HashSet<int> made = [.. _merges.Select(merge => merge.Result)];
        foreach ((string spelling, int id) in _ids)
        {
            if (spelling.Length > 1 && !made.Contains(id))
            {
                _special[spelling] = id;
            }
        }
    }

    /// <summary>Checks the whole and makes the vocabulary.</summary>
    /// <exception cref="InputException">A token is not spelt in GPT-2's byte alphabet, or a byte has no token.</exception>
    public BytePairVocabulary Build()
    {
        var tokens = new byte[]?[_size];
        foreach ((string spelling, int id) in _ids)
        {
            tokens[id] = _special.ContainsKey(spelling)
                ? Encoding.UTF8.GetBytes(spelling)
                : ByteAlphabet.Unspell(spelling) ?? throw new InputException(
                    $"{source}: token {id}, \"{spelling}\", is not spelt in GPT-2's byte alphabet; this is not a byte-level vocabulary");
        }

        return new BytePairVocabulary(tokens, [.. _merges], _special, source);
    }
}
