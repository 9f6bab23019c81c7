using System.Numerics;

namespace LogitLens.Answers;

/// <summary>A decimal number of any length, kept exactly: <see cref="Digits"/> over ten to the power of <see cref="Places"/>.</summary>
internal readonly record struct ExactNumber : IComparable<ExactNumber>
{
    private ExactNumber(BigInteger digits, int places)
    {
        while (places > 0 && digits % 10 == 0)
        {
            (digits, places) = (digits / 10, places - 1);
        }

        (Digits, Places) = (digits, places);
    }

    /// <summary>All digits as one whole number, with the sign.</summary>
    public BigInteger Digits { get; }

    /// <summary>How many of the digits stand behind the point; none of them is a trailing zero.</summary>
    public int Places { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Digits.Sign;

    /// <summary>The number without its sign.</summary>
    public ExactNumber Magnitude => new(BigInteger.Abs(Digits), Places);

    /// <summary>A whole number.</summary>
    public static implicit operator ExactNumber(int value) => new(value, 0);

    /// <summary>The sum.</summary>
    public static ExactNumber operator +(ExactNumber a, ExactNumber b)
    {
        int places = Math.Max(a.Places, b.Places);
        return new ExactNumber(a.At(places) + b.At(places), places);
    }

    /// <summary>The number with the other sign.</summary>
    public static ExactNumber operator -(ExactNumber a) => new(-a.Digits, a.Places);

    /// <summary>The difference.</summary>
    public static ExactNumber operator -(ExactNumber a, ExactNumber b) => a + -b;

    /// <summary>The product.</summary>
    public static ExactNumber operator *(ExactNumber a, ExactNumber b) => new(a.Digits * b.Digits, a.Places + b.Places);

    /// <summary>Reads ASCII digits that may hold one point between them, of any number.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static ExactNumber Parse(string digits)
    {
        int point = digits.IndexOf('.');
        string whole = point < 0 ? digits : digits.Remove(point, 1);
        return new ExactNumber(BigInteger.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture), point < 0 ? 0 : digits.Length - point - 1);
    }

    public int CompareTo(ExactNumber other) => (this - other).Sign;

    /// <summary>The number as people write it, all digits, without superfluous zeros.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).PadLeft(Places + 1, '0');
        string text = Places == 0 ? digits : $"{digits[..^Places]}.{digits[^Places..]}";
        return Sign < 0 ? "-" + text : text;
    }

    private BigInteger At(int places) => Digits * BigInteger.Pow(10, places - Places);
}
