using FsCheck;
using FsCheck.Fluent;

namespace LogitLens.Tests.Checkpoints;

/// <summary>Random damage to a sound file: whatever comes of it, only <see cref="InputException"/> may come out.</summary>
internal static class Mutations
{
    /// <summary>Runs <paramref name="read"/> on many damaged copies: bytes replaced, and sometimes the end cut off.</summary>
    public static void Of(byte[] sound, Action<byte[]> read)
    {
        Gen<(int Position, byte Value)> edit =
            from position in Gen.Choose(0, sound.Length - 1)
            from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements((int)'0', '9', '{', '"', '[', '(', '.', 'R', 'Q'))
            select (position, (byte)value);
        Gen<byte[]> damaged =
            from edits in edit.ArrayOf().Resize(6)
            from length in Gen.Frequency((4, Gen.Constant(sound.Length)), (1, Gen.Choose(1, sound.Length)))
            select Apply(sound, edits, length);
        Prop.ForAll(damaged.ToArbitrary(), bytes => ThrowsNothingElse(bytes, read))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true).WithReplay(20240607, 1));
    }

    private static byte[] Apply(byte[] sound, (int Position, byte Value)[] edits, int length)
    {
        byte[] copy = [.. sound];
        foreach ((int position, byte value) in edits)
        {
            copy[position] = value;
        }

        return copy[..length];
    }

    private static void ThrowsNothingElse(byte[] bytes, Action<byte[]> read)
    {
        try
        {
            read(bytes);
        }
        catch (InputException)
        {
            // What damage should give.
        }
    }
}
