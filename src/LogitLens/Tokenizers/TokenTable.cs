using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// The bytes of each token by id, and the id of each token by bytes. All bytes lie in one array and the index is a hash table of ids:
/// fifty thousand small arrays and strings would take longer to make than the files take to read.
/// </summary>
internal sealed class TokenTable
{
    private byte[] _bytes = new byte[1 << 16];
    private int _used;
    private (int Start, int Length)[] _places = [];
    private (uint Hash, int Id)[] _slots = new (uint, int)[1 << 10];
    private int _indexed;

    public TokenTable() => Array.Fill(_slots, (0u, -1));

    /// <summary>One more than the highest id.</summary>
    public int Size { get; private set; }

    /// <summary>Whether an id has a token. Tokens are never empty.</summary>
    public bool Contains(int id) => (uint)id < (uint)_places.Length && _places[id].Length > 0;

    /// <summary>A token's bytes; empty for an id without a token.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => _bytes.AsSpan(_places[id].Start, _places[id].Length);

    /// <summary>The id of the token with these bytes, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> bytes)
    {
        uint hash = Hash(bytes);
        for (int slot = (int)hash & (_slots.Length - 1); _slots[slot].Id >= 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_slots[slot].Hash == hash && BytesOf(_slots[slot].Id).SequenceEqual(bytes))
            {
                return _slots[slot].Id;
            }
        }

        return -1;
    }

    /// <summary>Stores a token under a free id; <see cref="Find"/> sees it if <paramref name="indexed"/>.</summary>
    public void Add(ReadOnlySpan<byte> bytes, int id, bool indexed)
    {
        if (id >= _places.Length)
        {
            Array.Resize(ref _places, Math.Max(id + 1, Math.Max(1 << 10, _places.Length * 2)));
        }

        if (_used + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_used + bytes.Length, _bytes.Length * 2));
        }

        bytes.CopyTo(_bytes.AsSpan(_used));
        _places[id] = (_used, bytes.Length);
        _used += bytes.Length;
        Size = Math.Max(Size, id + 1);
        if (indexed)
        {
            Index(Hash(bytes), id);
        }
    }

    private void Index(uint hash, int id)
    {
        if (++_indexed * 2 > _slots.Length)
        {
            (uint Hash, int Id)[] old = _slots;
            _slots = new (uint, int)[old.Length * 4];
            Array.Fill(_slots, (0u, -1));
            foreach ((uint oldHash, int oldId) in old)
            {
                if (oldId >= 0)
                {
                    Place(oldHash, oldId);
                }
            }
        }

        Place(hash, id);
    }

    private void Place(uint hash, int id)
    {
        int slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot].Id >= 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = (hash, id);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong Odd = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio
        ulong hash = (ulong)bytes.Length;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            hash = BitOperations.RotateLeft((hash ^ word) * Odd, 29);
        }

        foreach (byte value in bytes[(words.Length * 8)..])
        {
            hash = BitOperations.RotateLeft((hash ^ value) * Odd, 29);
        }

        return (uint)((hash * Odd) >> 32);
    }
}
