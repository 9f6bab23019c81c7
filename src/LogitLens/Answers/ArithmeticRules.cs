namespace LogitLens.Answers;

/// <summary>The rules that say in which way a wrong number is wrong.</summary>
internal static class ArithmeticRules
{
    private const int NearAmount = 2;

    // A tenth: what is near is so many times as far as it may be from zero.
    private const int NearShare = 10;

    /// <summary>One more or one less.</summary>
    public static bool IsOffByOne(ExactNumber expected, ExactNumber found) => Distance(expected, found) == 1;

    /// <summary>
    /// The operation on all of the question's numbers, from left to right, that gives the number found and not the right one; null where none
    /// does. Of two numbers, subtraction and division are also tried the other way round.
    /// </summary>
    public static string? OtherOperation(IReadOnlyList<ExactNumber> operands, ExactNumber expected, ExactNumber found)
    {
        if (operands.Count < 2 || expected == found)
        {
            return null;
        }

        ExactNumber first = operands[0];
        ExactNumber[] others = [.. operands.Skip(1)];
        return found == others.Aggregate(first, (a, b) => a + b) ? "addition"
            : found == others.Aggregate(first, (a, b) => a - b) ? "subtraction"
            : found == others.Aggregate(first, (a, b) => a * b) ? "multiplication"
            : IsQuotient(first, others, found) ? "division"
            : others is not [var second] ? null
            : found == second - first ? "subtraction the other way round"
            : IsQuotient(second, [first], found) ? "division the other way round"
            : null;
    }

    /// <summary>
    /// Near the right number: within two or a tenth of it, of the other sign, ten times too large or too small, or of as many digits (two at
    /// least) with one of them wrong or two neighbours swapped.
    /// </summary>
    public static bool IsSlip(ExactNumber expected, ExactNumber found)
    {
        ExactNumber distance = Distance(expected, found);
        if (distance.CompareTo(NearAmount) <= 0 || (distance * NearShare).CompareTo(expected.Magnitude) <= 0 || found == -expected)
        {
            return true;
        }

        string right = $"{expected.Magnitude}", wrong = $"{found.Magnitude}";
        return expected.Sign == found.Sign && (right == wrong + "0" || wrong == right + "0" || HasOneMistake(right, wrong));
    }

    private static ExactNumber Distance(ExactNumber a, ExactNumber b) => (a - b).Magnitude;

    // Exactly, by multiplying: no quotient is rounded.
    private static bool IsQuotient(ExactNumber dividend, IReadOnlyList<ExactNumber> divisors, ExactNumber found) =>
        divisors.All(divisor => divisor.Sign != 0) && divisors.Aggregate(found, (a, b) => a * b) == dividend;

    private static bool HasOneMistake(string right, string wrong)
    {
        if (right.Length < 2 || right.Length != wrong.Length)
        {
            return false;
        }

        int[] places = [.. Enumerable.Range(0, right.Length).Where(place => right[place] != wrong[place])];
        return places switch
        {
            [_] => true,
            [var first, var second] => second == first + 1 && right[first] == wrong[second] && right[second] == wrong[first],
            _ => false,
        };
    }
}
