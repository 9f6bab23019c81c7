using System.Runtime.CompilerServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// GPT-2's spelling of bytes as printable characters, in which vocabulary and merges files are written: a byte that prints in Latin-1
/// stands for itself, each of the other 68 for U+0100 and up in order (a space is U+0120, "Ġ").
/// </summary>
internal static class ByteAlphabet
{
    private const char FirstStandIn = '\u0100';
    private static readonly char[] s_characters = new char[256];
    private static readonly short[] s_bytes = new short[FirstStandIn + 68];

    static ByteAlphabet()
    {
        Array.Fill(s_bytes, (short)-1);
        char standIn = FirstStandIn;
        for (int value = 0; value < 256; value++)
        {
            char character = Prints(value) ? (char)value : standIn++;
            s_characters[value] = character;
            s_bytes[character] = (short)value;
        }
    }

    /// <summary>All 256 bytes in the order of their characters, which is the order of GPT-2's ids 0 to 255.</summary>
    public static IEnumerable<byte> InOrder => s_bytes.Where(value => value >= 0).Select(value => (byte)value);

    /// <summary>The character that stands for a byte.</summary>
    public static char Spell(byte value) => s_characters[value];

    /// <summary>The characters that stand for some bytes.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
    {
        return string.Create(bytes.Length, bytes, static (characters, source) =>
        {
            for (int i = 0; i < source.Length; i++)
            {
                characters[i] = s_characters[source[i]];
            }
        });
    }

    /// <summary>Writes the bytes that a spelling stands for, one a character; false where one of its characters stands for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryUnspell(ReadOnlySpan<char> spelling, Span<byte> bytes)
    {
        for (int i = 0; i < spelling.Length; i++)
        {
            if (spelling[i] >= s_bytes.Length || s_bytes[spelling[i]] < 0)
            {
                return false;
            }

            bytes[i] = (byte)s_bytes[spelling[i]];
        }

        return true;
    }

    private static bool Prints(int value) => value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE and <= 0xFF;
}
