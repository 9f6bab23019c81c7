using System.Runtime.CompilerServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// Byte pair encoding of one piece (Sennrich et al. 2016): of all neighbouring tokens that a merge joins, the pair of lowest rank, the
/// leftmost first, is replaced, until none is left. Read-only once made, so safe to share between threads.
/// </summary>
internal sealed class PieceMerger(IReadOnlyList<Merge> merges)
{
    /// <summary>From here on the heap's n log n is quicker than rescanning the piece after each merge.</summary>
    private const int LongPiece = 64;

    private const long None = PairTable.None;
    private readonly PairTable _pairs = new(merges);

    /// <summary>Merges the tokens in place; returns how many are left, at the front.</summary>
    public int Apply(Span<int> tokens) => tokens.Length < LongPiece ? ApplyByScan(tokens) : ApplyByHeap(tokens);

    /// <summary>The way for short pieces: nothing allocated, quadratic.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int ApplyByScan(Span<int> tokens)
    {
        int count = tokens.Length;
        if (count < 2)
        {
            return count;
        }

        Span<long> found = count <= LongPiece ? stackalloc long[count] : new long[count];
        for (int i = 0; i < count - 1; i++)
        {
            found[i] = _pairs.Find(tokens[i], tokens[i + 1]);
        }

        found[count - 1] = None;
        while (true)
        {
            int best = 0;
            for (int i = 1; i < count; i++)
            {
                best = found[i] < found[best] ? i : best;
            }

            if (found[best] == None)
            {
                return count;
            }

            tokens[best] = (int)found[best];
            tokens[(best + 2)..count].CopyTo(tokens[(best + 1)..]);
            found[(best + 1)..count].CopyTo(found[best..]);
            count--;
            found[best] = best + 1 < count ? _pairs.Find(tokens[best], tokens[best + 1]) : None;
            if (best > 0)
            {
                found[best - 1] = _pairs.Find(tokens[best - 1], tokens[best]);
            }
        }
    }

    /// <summary>The way for long pieces: a linked list of tokens and a heap of candidate merges.</summary>
    internal int ApplyByHeap(Span<int> tokens)
    {
        int count = tokens.Length;
        int[] next = new int[count];
        int[] previous = new int[count];
        long[] found = new long[count];
        PriorityQueue<int, (long Found, int At)> heap = new(count);
        for (int i = 0; i < count; i++)
        {
            next[i] = i + 1;
            previous[i] = i - 1;
            Look(tokens, i);
        }

        while (heap.TryDequeue(out int at, out (long Found, int At) candidate))
        {
            if (found[at] != candidate.Found)
            {
                continue; // a neighbour has merged since
            }

            int gone = next[at];
            tokens[at] = (int)candidate.Found;
            found[gone] = None;
            next[at] = next[gone];
            if (next[at] < count)
            {
                previous[next[at]] = at;
            }

            Look(tokens, at);
            if (previous[at] >= 0)
            {
                Look(tokens, previous[at]);
            }
        }

        int kept = 0;
        for (int i = 0; i < count; i = next[i])
        {
            tokens[kept++] = tokens[i];
        }

        return kept;

        void Look(Span<int> tokens, int at)
        {
            found[at] = next[at] < count ? _pairs.Find(tokens[at], tokens[next[at]]) : None;
            if (found[at] != None)
            {
                heap.Enqueue(at, (found[at], at));
            }
        }
    }
}
