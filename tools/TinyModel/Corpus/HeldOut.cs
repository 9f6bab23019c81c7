namespace TinyModel.Corpus;

/// <summary>
/// Which generated texts are kept for evaluation. The choice hangs on the text alone (a hash of it), so that no training document can
/// hold a generated evaluation row, whatever the seeds.
/// </summary>
internal static class HeldOut
{
    private const ulong Share = 10;

    /// <summary>True for about one text in ten; case, spacing and the final stop make no difference.</summary>
    public static bool Contains(string text)
    {
        // FNV-1a over what is left of the text.
        ulong hash = 14695981039346656037;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '+' or '-' or '*' or '(' or ')')
            {
                hash = (hash ^ char.ToLowerInvariant(c)) * 1099511628211;
            }
        }

        hash ^= hash >> 32;
        return hash % Share == 0;
    }

    /// <summary>Draws until the text is one for training, or (for <paramref name="evaluation"/>) one that is held out.</summary>
    public static T Draw<T>(Func<T> next, Func<T, string> text, bool evaluation)
    {
        while (true)
        {
            T drawn = next();
            if (Contains(text(drawn)) == evaluation)
            {
                return drawn;
            }
        }
    }
}
