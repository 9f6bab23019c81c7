namespace LogitLens.Figures;

/// <summary>Numbers as a reader of the figure sees them: invariant, with a true minus sign.</summary>
internal static class NumberText
{
    /// <summary>One value beside a bar or in a cell; a dash where there is none.</summary>
    public static string Value(double value, ValueFormat format)
    {
        if (!Finite.Is(value))
        {
            return "–";
        }

        return Minus(format switch
        {
            ValueFormat.Proportion => value.ToString("0.000", CultureInfo.InvariantCulture),
            ValueFormat.Percent => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + "%",
            ValueFormat.Count => Whole(value),
            _ => Significant(value),
        });
    }

    /// <summary>Values that are read beside one another: all with the decimals that give the largest of them three digits.</summary>
    public static Func<double, string> Alike(IEnumerable<double> values, ValueFormat format)
    {
        double largest = Finite.Of(values).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (format != ValueFormat.Number || largest is 0 or >= 1e6 or < 1e-4)
        {
            return value => Value(value, format);
        }

        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(largest)), 0, 6);
        string pattern = "#,0." + new string('0', decimals);
        return value => Finite.Is(value) ? Minus(value.ToString(pattern, CultureInfo.InvariantCulture)) : Value(value, format);
    }

    /// <summary>A tick's label, with as many decimals as the step between ticks calls for.</summary>
    public static string Tick(double value, double step, ValueFormat format)
    {
        if (format == ValueFormat.Percent)
        {
            return Minus(Decimals(100 * value, 100 * step)) + "%";
        }

        double size = Math.Abs(value);
        bool fine = step * 100 < size;
        bool plain = (size < 1e6 || (fine && size < 1e9)) && (step >= 1e-4 || (step * 1000 < size));
        return plain ? Minus(Decimals(value, step))
            : size < step / 2 ? "0"
            : Minus(value.ToString(fine ? "0.######e0" : "0.##e0", CultureInfo.InvariantCulture));
    }

    private static string Decimals(double value, double step)
    {
        int decimals = 0;
        for (double scaled = step; decimals < 9 && Math.Abs(scaled - Math.Round(scaled)) > 1e-6 * scaled; scaled *= 10)
        {
            decimals++;
        }

        return (Math.Abs(value) < step / 2 ? 0 : value).ToString("#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
    }

    private static string Significant(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            < 1e-4 or >= 1e6 => value.ToString("0.0e0", CultureInfo.InvariantCulture),
            >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString(size >= 0.01 ? "0.000" : "0.00000", CultureInfo.InvariantCulture),
        };
    }

    private static string Whole(double value) =>
        value.ToString(Math.Abs(value) < 1e9 ? "#,0" : "0.0e0", CultureInfo.InvariantCulture);

    // What rounds to zero has no sign.
    private static string Minus(string text) => (text.AsSpan().ContainsAnyInRange('1', '9') ? text : text.TrimStart('-')).Replace('-', '−');
}
