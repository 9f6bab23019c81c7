using System.Text;

namespace LogitLens.Tokenizers;

/// <summary>One learnt merge: two neighbouring tokens and the token that replaces them.</summary>
internal readonly record struct Merge(int Left, int Right, int Result);

/// <summary>A byte-level BPE vocabulary: the bytes of each token, the merges in order of rank, and the special tokens.</summary>
public sealed class BytePairVocabulary
{
    private readonly byte[]?[] _tokens;
    private readonly int[] _idOfByte = new int[256];

    /// <summary>Checks that each byte has a token, so that every text can be encoded.</summary>
    /// <param name="tokens">The bytes of each token by id; null for an id without a token.</param>
    /// <param name="merges">Merges, first rank first.</param>
    /// <param name="specialTokens">Literal text to id; these are never the result of a merge.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="InputException">A byte has no token.</exception>
    internal BytePairVocabulary(byte[]?[] tokens, Merge[] merges, Dictionary<string, int> specialTokens, string source)
    {
        _tokens = tokens;
        Merges = merges;
        SpecialTokens = specialTokens;

        Array.Fill(_idOfByte, -1);
        for (int id = 0; id < tokens.Length; id++)
        {
            // The first wins: an added token of one character must not take the place of its byte.
            if (tokens[id] is [byte value] && _idOfByte[value] < 0)
            {
                _idOfByte[value] = id;
            }
        }

        int missing = Array.IndexOf(_idOfByte, -1);
        if (missing >= 0)
        {
            throw new InputException(
                $"{source}: no token for the byte 0x{missing:X2} (\"{ByteAlphabet.Spell((byte)missing)}\"); a byte-level vocabulary has all 256 bytes");
        }
    }

    /// <summary>One more than the highest id.</summary>
    public int Size => _tokens.Length;

    /// <summary>Tokens that stand for themselves and are never made by merging, such as <c>&lt;|endoftext|&gt;</c>: text to id.</summary>
    public IReadOnlyDictionary<string, int> SpecialTokens { get; }

    /// <summary>The merges, first rank first.</summary>
    internal IReadOnlyList<Merge> Merges { get; }

    /// <summary>The token of each single byte.</summary>
    internal ReadOnlySpan<int> IdOfByte => _idOfByte;

    /// <summary>Whether an id has a token.</summary>
    public bool Contains(int id) => (uint)id < (uint)_tokens.Length && _tokens[id] is not null;

    /// <summary>A token's bytes: UTF-8, but not always whole characters.</summary>
    /// <exception cref="InputException">The id has no token.</exception>
    public ReadOnlySpan<byte> BytesOf(int id)
    {
        return Contains(id)
            ? _tokens[id]
            : throw new InputException($"token id {id} is not in the vocabulary, whose ids go from 0 to {Size - 1}");
    }

    /// <summary>How vocabulary files write a token: special tokens as they are, others in GPT-2's byte alphabet.</summary>
    internal string SpellingOf(int id)
    {
        string text = Encoding.UTF8.GetString(BytesOf(id));
        return SpecialTokens.TryGetValue(text, out int special) && special == id ? text : ByteAlphabet.Spell(BytesOf(id));
    }
}
