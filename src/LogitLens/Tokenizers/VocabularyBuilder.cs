namespace LogitLens.Tokenizers;

/// <summary>Puts a vocabulary together from what files say, entry by entry, and refuses what does not fit together.</summary>
/// <param name="source">The file that lists the tokens, for messages.</param>
internal sealed class VocabularyBuilder(string source)
{
    /// <summary>Far above any real vocabulary; a larger id is a mistake.</summary>
    private const int MostIds = 1 << 24;

    /// <summary>As many ids as any listing may use, whatever its size: some leave gaps.</summary>
    private const int FewIds = 1 << 16;

    private const int OnStack = 256;

    private readonly TokenTable _tokens = new();
    private readonly List<Merge> _merges = [];
    private readonly Dictionary<string, int> _special = [];

    private int _ids = FewIds;

    // Tokens that are no spelling of bytes, so can only stand for their own text.
    private readonly Dictionary<string, int> _literal = [];

    /// <summary>
    /// Says how long the listing is. It lists fewer tokens than it has bytes, so an id above that is a mistake, and would be an array of its size.
    /// </summary>
    public void ExpectListing(long bytes) => _ids = (int)Math.Clamp(bytes, FewIds, MostIds);

    /// <summary>Adds a token as files spell it.</summary>
    /// <exception cref="InputException">The token is empty, the id out of range, or either is taken.</exception>
    public void AddToken(ReadOnlySpan<char> spelling, long id)
    {
        Span<byte> bytes = spelling.Length <= OnStack ? stackalloc byte[spelling.Length] : new byte[spelling.Length];
        bool spelt = ByteAlphabet.TryUnspell(spelling, bytes);
        int known = spelt ? _tokens.Find(bytes) : _literal.GetValueOrDefault(spelling.ToString(), -1);
        if (known >= 0)
        {
            throw new InputException($"{source}: token \"{spelling}\" is listed twice, with ids {known} and {id}");
        }

        RequireFree(spelling, id);
        if (spelt)
        {
            _tokens.Add(bytes, (int)id, indexed: true);
        }
        else
        {
            AddLiteral(spelling.ToString(), (int)id);
        }
    }

    /// <summary>Adds a token that stands for its own text; the vocabulary may list it already.</summary>
    /// <exception cref="InputException">The id is out of range or taken, or the token is known by another id.</exception>
    public void AddSpecial(string text, long id)
    {
        byte[] bytes = new byte[text.Length];
        int known = ByteAlphabet.TryUnspell(text, bytes) ? _tokens.Find(bytes) : -1;
        known = known < 0 ? _literal.GetValueOrDefault(text, -1) : known;
        if (known < 0)
        {
            RequireFree(text, id);
            AddLiteral(text, (int)id);
        }
        else if (known != id)
        {
            throw new InputException($"{source}: added token \"{text}\" has id {id}, but the vocabulary gives it {known}");
        }

        _special[text] = (int)id;
    }

    /// <summary>Adds the merge of next rank, written as two tokens with a space between.</summary>
    /// <exception cref="InputException">It is no merge, or the vocabulary lacks one of the two tokens or what they make.</exception>
    public void AddMerge(ReadOnlySpan<char> merge, Func<string> where)
    {
        int space = merge.IndexOf(' ');
        if (space <= 0 || space == merge.Length - 1 || merge[(space + 1)..].Contains(' '))
        {
            throw new InputException($"{where()}: \"{merge}\" is not a merge; expected two tokens with one space between");
        }

        AddMerge(merge[..space], merge[(space + 1)..], where);
    }

    /// <summary>Adds the merge of next rank.</summary>
    /// <param name="left">The first token, as files spell it.</param>
    /// <param name="where">The file and place that name the merge, asked for only when it is wrong.</param>
    /// <exception cref="InputException">The vocabulary lacks one of the two tokens or what they make.</exception>
    public void AddMerge(ReadOnlySpan<char> left, ReadOnlySpan<char> right, Func<string> where)
    {
        int length = left.Length + right.Length;
        Span<byte> bytes = length <= OnStack ? stackalloc byte[length] : new byte[length];
        if (!ByteAlphabet.TryUnspell(left, bytes) || !ByteAlphabet.TryUnspell(right, bytes[left.Length..]))
        {
            throw new InputException(
                $"{where()}: the merge \"{left} {right}\" is not spelt in GPT-2's byte alphabet; not a byte-level vocabulary");
        }

        Merge merge = new(_tokens.Find(bytes[..left.Length]), _tokens.Find(bytes[left.Length..]), _tokens.Find(bytes));
        if (merge.Left < 0 || merge.Right < 0 || merge.Result < 0)
        {
            string problem = merge.Left < 0 ? $"names the token \"{left}\""
                : merge.Right < 0 ? $"names the token \"{right}\""
                : $"makes the token \"{left}{right}\"";
            throw new InputException($"{where()}: the merge \"{left} {right}\" {problem}, which {source} does not list");
        }

        _merges.Add(merge);
    }

    /// <summary>
    /// Makes special each token of plain ASCII, or of characters that stand for no byte, that is neither one byte nor made by a merge:
    /// text never becomes such a token by itself. That is how <c>&lt;|endoftext|&gt;</c> is told from the rest where no file says so.
    /// </summary>
    public void MarkUnmadeTokensSpecial()
    {
        bool[] made = new bool[_tokens.Size];
        foreach (Merge merge in _merges)
        {
            made[merge.Result] = true;
        }

        for (int id = 0; id < made.Length; id++)
        {
            if (!made[id] && _tokens.Contains(id) && IsPlainText(_tokens.BytesOf(id)))
            {
                _special[Encoding.ASCII.GetString(_tokens.BytesOf(id))] = id;
            }
        }

        foreach ((string text, int id) in _literal)
        {
            _special[text] = id;
        }
    }

    /// <summary>Checks the whole and makes the vocabulary.</summary>
    /// <exception cref="InputException">A token is not spelt in GPT-2's byte alphabet, or a byte has no token.</exception>
    public BytePairVocabulary Build()
    {
        foreach ((string text, int id) in _literal)
        {
            if (!_special.ContainsKey(text))
            {
                throw new InputException(
                    $"{source}: token {id}, \"{text}\", is not spelt in GPT-2's byte alphabet; not a byte-level vocabulary");
            }
        }

        return new BytePairVocabulary(_tokens, _merges.ToArray(), _special, source);
    }

    private static bool IsPlainText(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (value is < (byte)'!' or > (byte)'~')
            {
                return false;
            }
        }

        return bytes.Length > 1;
    }

    private void AddLiteral(string text, int id)
    {
        _literal.Add(text, id);
        _tokens.Add(Encoding.UTF8.GetBytes(text), id, indexed: false);
    }

    private void RequireFree(ReadOnlySpan<char> spelling, long id)
    {
        if (id < 0 || id >= _ids)
        {
            throw new InputException($"{source}: token \"{spelling}\" has id {id}; ids go from 0 to {_ids - 1} in a file of this size");
        }

        if (spelling.IsEmpty)
        {
            throw new InputException($"{source}: the token with id {id} is empty");
        }

        if (_tokens.Contains((int)id))
        {
            string owner = _literal.FirstOrDefault(literal => literal.Value == id).Key ?? ByteAlphabet.Spell(_tokens.BytesOf((int)id));
            throw new InputException($"{source}: id {id} belongs to two tokens, \"{owner}\" and \"{spelling}\"");
        }
    }
}
