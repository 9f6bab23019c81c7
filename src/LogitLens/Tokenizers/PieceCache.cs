using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// Remembers the tokens of pieces seen lately: words repeat. A direct-mapped table, where a new piece takes the place of the one in its
/// slot, so that memory is bounded (some 10 MB at the very most) and nothing is ever swept.
/// Safe for any number of threads without a lock: an entry never changes and a slot's reference is replaced in one go.
/// </summary>
internal sealed class PieceCache
{
    /// <summary>Longer pieces, in UTF-16 units, are rarely seen again.</summary>
    public const int LongestPiece = 32;

    private const int SlotBits = 15;
    private readonly Entry?[] _slots = new Entry?[1 << SlotBits];

    /// <summary>The piece's tokens, or null if it is not remembered.</summary>
    public int[]? Find(ReadOnlySpan<char> piece)
    {
        Entry? entry = _slots[Slot(piece)];
        return entry is not null && piece.SequenceEqual(entry.Piece) ? entry.Tokens : null;
    }

    /// <summary>Remembers the piece's tokens, which must not change from here on.</summary>
    public void Keep(ReadOnlySpan<char> piece, int[] tokens) => _slots[Slot(piece)] = new Entry(piece.ToString(), tokens);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Slot(ReadOnlySpan<char> piece)
    {
        const ulong Odd = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio
        ulong hash = (ulong)piece.Length;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<char, ulong>(piece);
        foreach (ulong word in words)
        {
            hash = (hash ^ word) * Odd;
            hash ^= hash >> 32;
        }

        foreach (char character in piece[(words.Length * 4)..])
        {
            hash = (hash ^ character) * Odd;
        }

        return (int)((hash ^ (hash >> 29)) * Odd >> (64 - SlotBits));
    }

    private sealed record Entry(string Piece, int[] Tokens);
}
