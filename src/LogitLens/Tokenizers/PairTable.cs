using System.Runtime.CompilerServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// What each pair of neighbouring tokens merges to: a hash table of packed ids, read a few times for each byte of new text.
/// Read-only once filled, so safe to share between threads.
/// </summary>
internal sealed class PairTable
{
    /// <summary>Above any rank: no merge joins the pair.</summary>
    public const long None = long.MaxValue;

    private readonly (ulong Pair, long Found)[] _slots;

    /// <summary>Fills the table; a pair that is listed twice keeps its last rank, as in the reference implementations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PairTable(IReadOnlyList<Merge> merges)
    {
        _slots = new (ulong, long)[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(merges.Count * 2) + 2)];
        Array.Fill(_slots, (0ul, None));
        for (int rank = 0; rank < merges.Count; rank++)
        {
            Merge merge = merges[rank];
            _slots[SlotOf(merge.Left, merge.Right)] = (Pair(merge.Left, merge.Right), ((long)rank << 32) | (uint)merge.Result);
        }
    }

    /// <summary>
    /// The pair's rank in the high half and the resulting token in the low half, so that comparing two values compares their ranks;
    /// <see cref="None"/> if no merge joins the pair.
    /// </summary>
    public long Find(int left, int right) => _slots[SlotOf(left, right)].Found;

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SlotOf(int left, int right)
    {
        ulong pair = Pair(left, right);
        int slot = (int)((pair * 0x9E3779B97F4A7C15) >> 33) & (_slots.Length - 1);
        while (_slots[slot].Found != None && _slots[slot].Pair != pair)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
