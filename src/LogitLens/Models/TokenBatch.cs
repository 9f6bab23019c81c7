namespace LogitLens.Models;

/// <summary>
/// Sequences of token ids side by side, padded on the right. Positions start at 0 on the left, and attention only looks left, so no real
/// position ever sees padding.
/// </summary>
public sealed class TokenBatch
{
    /// <summary>Gathers sequences into a batch.</summary>
    /// <exception cref="ArgumentException">There is no sequence, or one is empty.</exception>
    public TokenBatch(IReadOnlyList<int[]> sequences)
    {
        if (sequences.Count == 0 || sequences.Any(sequence => sequence.Length == 0))
        {
            throw new ArgumentException("a batch holds one or more sequences of one or more tokens", nameof(sequences));
        }

        Sequences = sequences;
        Width = sequences.Max(sequence => sequence.Length);
    }

    /// <summary>The sequences without padding.</summary>
    public IReadOnlyList<int[]> Sequences { get; }

    /// <summary>Number of sequences.</summary>
    public int Count => Sequences.Count;

    /// <summary>Length of the longest sequence.</summary>
    public int Width { get; }

    /// <summary>The position of each sequence's last token.</summary>
    public long[] LastPositions => [.. Sequences.Select(sequence => sequence.Length - 1L)];

    /// <summary>Token ids [batch, position]; padding is token 0, which nothing reads.</summary>
    public Tensor ToTensor(Device device)
    {
        long[] ids = new long[Count * Width];
        for (int row = 0; row < Count; row++)
        {
            for (int position = 0; position < Sequences[row].Length; position++)
            {
                ids[row * Width + position] = Sequences[row][position];
            }
        }

        return tensor(ids, [Count, Width], ScalarType.Int64, device);
    }
}
