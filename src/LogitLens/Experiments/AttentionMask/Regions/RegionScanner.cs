namespace LogitLens.Experiments.AttentionMask;

/// <summary>Walks through the text of a region and says where something is wrong.</summary>
internal sealed class RegionScanner(string text)
{
    public int Place { get; private set; }

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return Place == text.Length;
        }
    }

    public bool Take(char wanted)
    {
        SkipSpace();
        if (Place == text.Length || char.ToUpperInvariant(text[Place]) != char.ToUpperInvariant(wanted))
        {
            return false;
        }

        Place++;
        return true;
    }

    public bool TakeDots()
    {
        SkipSpace();
        if (string.CompareOrdinal(text, Place, "..", 0, 2) != 0)
        {
            return false;
        }

        Place += 2;
        return true;
    }

    /// <summary>Takes a character that has to come next.</summary>
    public void Require(char wanted, string what)
    {
        if (!Take(wanted))
        {
            throw Wrong($"expected {what}");
        }
    }

    public bool IsNumberNext
    {
        get
        {
            SkipSpace();
            return Place < text.Length && char.IsAsciiDigit(text[Place]);
        }
    }

    public int Number(string what)
    {
        int start = Place;
        string digits = IsNumberNext ? Run(char.IsAsciiDigit) : throw Wrong($"expected {what}");
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < int.MaxValue
            ? number
            : throw Wrong("the number is too large", start);
    }

    /// <summary>Takes a run of letters; empty where there is none.</summary>
    public string Letters()
    {
        SkipSpace();
        return Run(char.IsAsciiLetter);
    }

    /// <summary>Takes a text between double quotes.</summary>
    public string Quoted()
    {
        int start = Place;
        Require('"', "a word in double quotes, such as tokens=\"not\"");
        int end = text.IndexOf('"', Place);
        if (end < 0)
        {
            throw Wrong("the quotation does not end", start);
        }

        string inside = text[Place..end];
        Place = end + 1;
        return inside.Trim().Length > 0 ? inside : throw Wrong("there is no word between the quotes", start);
    }

    /// <summary>The text from a place up to here.</summary>
    public string Since(int start) => text[start..Place].Trim();

    /// <summary>An error at a place; at the next character by default.</summary>
    public InputException Wrong(string what, int? place = null)
    {
        int at = place ?? Place;
        string found = at < text.Length ? $"at '{text[at..Math.Min(text.Length, at + 10)]}'" : "at the end";
        return new InputException(string.Create(CultureInfo.InvariantCulture, $"region '{text}', character {at + 1}, {found}: {what}"));
    }

    /// <summary>Goes on to the next character that is no white space.</summary>
    public void SkipSpace() => _ = Run(char.IsWhiteSpace);

    private string Run(Func<char, bool> belongs)
    {
        int start = Place;
        while (Place < text.Length && belongs(text[Place]))
        {
            Place++;
        }

        return text[start..Place];
    }
}
