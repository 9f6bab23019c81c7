namespace LogitLens.Runs;

/// <summary>Gathers how the values of two files differ.</summary>
/// <param name="tolerance">How far numbers may be apart, as a share of the floor or of their own size, whichever is more.</param>
/// <param name="floor">The size below which numbers count as of this size.</param>
internal sealed class ValueComparison(double tolerance, double floor = 1)
{
    public long Numbers { get; private set; }

    /// <summary>The largest difference of two numbers, over the floor or their size, whichever is more.</summary>
    public double LargestDifference { get; private set; }

    /// <summary>How many values are different that are not numbers within the tolerance of one another: words, whole numbers, what is missing.</summary>
    public long Others { get; private set; }

    /// <summary>Where the first difference beyond the tolerance is; null where there is none.</summary>
    public string? First { get; private set; }

    /// <summary>Compares two numbers; those that are not whole may differ a little.</summary>
    /// <param name="where">Says where they stand.</param>
    public void Add(double there, double here, Func<string> where)
    {
        Numbers++;
        if (there.Equals(here))
        {
            return;
        }

        double difference = Math.Abs(there - here) / Math.Max(floor, Math.Max(Math.Abs(there), Math.Abs(here)));
        bool areCounts = double.IsInteger(there) && double.IsInteger(here);
        if (areCounts || !double.IsFinite(difference))
        {
            AddOther(where);
            return;
        }

        LargestDifference = Math.Max(LargestDifference, difference);
        if (difference > tolerance)
        {
            First ??= where();
        }
    }

    /// <summary>What a file says of where its run went, and the other of its own; no difference between them. Null where neither says it.</summary>
    public (string There, string Here)? Outputs { get; init; }

    public void Add(string? there, string? here, Func<string> where)
    {
        if (there != here && !(Outputs is { } outputs && outputs == (there, here)))
        {
            AddOther(where);
        }
    }

    /// <summary>Counts a difference that is not one of numbers.</summary>
    public void AddOther(Func<string> where)
    {
        Others++;
        First ??= where();
    }

    public FileAgreement ToAgreement(string file) => new(
        file, First is null ? Agreement.WithinTolerance : Agreement.No, Numbers, LargestDifference, Others, First);
}
