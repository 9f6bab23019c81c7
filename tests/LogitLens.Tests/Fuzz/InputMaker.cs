using System.Buffers.Binary;

namespace LogitLens.Tests.Fuzz;

/// <summary>Makes inputs of a target's seeds and words: mostly damaged seeds, sometimes words in a row. The same number gives the same input.</summary>
/// <param name="target">The parser.</param>
internal sealed class InputMaker(FuzzTarget target)
{
    private const int LongestInput = 1 << 16;

    private static readonly long[] s_numbers =
    [
        0, 1, 2, 3, 7, 8, 16, 127, 128, 255, 256, 1000, 4095, 4096, 32767, 32768, 65535, 65536, 16_777_215, int.MaxValue - 1, int.MaxValue, 1L + int.MaxValue,
        uint.MaxValue,
        1L + uint.MaxValue, 1L << 40, long.MaxValue - 1, long.MaxValue, -1, -2, int.MinValue, long.MinValue,
    ];

    private static readonly string[] s_writtenNumbers = ["1e308", "-0", "1e-320", "0.5", "1e400", "99999999999999999999999", "NaN", "00", "+1", "1.", ".5",
        "0x10"];

    /// <summary>The input of this number.</summary>
    public byte[] Make(int seed, long number)
    {
        Random random = new(HashCode(seed, number));
        List<byte> bytes = random.Next(8) == 0 ? Words(random) : [.. Pick(random, target.Seeds)];
        int edits = random.Next(6) switch { 0 => 0, 1 or 2 => 1, 3 => 2, 4 => 4, _ => 1 + random.Next(16) };
        for (int i = 0; i < edits; i++)
        {
            Damage(bytes, random);
        }

        return bytes.Count <= LongestInput ? [.. bytes] : [.. bytes[..LongestInput]];
    }

    private List<byte> Words(Random random)
    {
        List<byte> bytes = [];
        for (int count = random.Next(40); count > 0 && target.Words.Count > 0; count--)
        {
            bytes.AddRange(Pick(random, target.Words));
        }

        return bytes;
    }

    private void Damage(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1), length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 200 : 8));
        switch (random.Next(12))
        {
            case 0 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.RemoveRange(at, random.Next(8) == 0 ? bytes.Count - at : 0);
                break;
            case 4:
                Replace(bytes, at, 0, Repeated([.. bytes[at..(at + length)]], 1 + random.Next(random.Next(20) == 0 ? 2_000 : 4)));
                break;
            case 5:
                Replace(bytes, at, length, Slice(Pick(random, target.Seeds), random));
                break;
            case 6:
                Replace(bytes, at, 0, Repeated([(byte)"[{(\"\\:,9-. \n"[random.Next(12)]], random.Next(10) == 0 ? 3_000 : 1));
                break;
            case 7:
                Overwrite(bytes, at, Bytes(Pick(random, s_numbers), 1 << random.Next(4)));
                break;
            case 8:
                ReplaceNumber(bytes, at, random);
                break;
            default:
                Replace(bytes, at, random.Next(2) == 0 ? 0 : length, target.Words.Count == 0 ? [] : Pick(random, target.Words));
                break;
        }
    }

    // The next number that stands in the text becomes one at the edge of some type.
    private static void ReplaceNumber(List<byte> bytes, int at, Random random)
    {
        int start = bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
        if (start >= 0)
        {
            int end = bytes.FindIndex(start, value => value is < (byte)'0' or > (byte)'9');
            string number = random.Next(4) == 0 ? Pick(random, s_writtenNumbers) : Pick(random, s_numbers).ToString(CultureInfo.InvariantCulture);
            Replace(bytes, start, (end < 0 ? bytes.Count : end) - start, Encoding.ASCII.GetBytes(number));
        }
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (int i = 0; i < with.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = with[i];
        }
    }

    private static void Replace(List<byte> bytes, int at, int length, byte[] with)
    {
        bytes.RemoveRange(at, length);
        bytes.InsertRange(at, with);
    }

    private static byte[] Repeated(byte[] piece, int times) =>
        [.. Enumerable.Repeat(piece, Math.Min(times, LongestInput / Math.Max(1, piece.Length))).SelectMany(each => each)];

    private static byte[] Slice(byte[] of, Random random)
    {
        int start = random.Next(of.Length + 1);
        return of[start..(start + random.Next(Math.Min(64, of.Length - start) + 1))];
    }

    private static byte[] Bytes(long value, int count)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes[..count];
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private static int HashCode(int seed, long number)
    {
        ulong mixed = ((ulong)number + ((ulong)(uint)seed << 40)) * 0x9E3779B97F4A7C15;
        return (int)((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9 >> 33);
    }
}
