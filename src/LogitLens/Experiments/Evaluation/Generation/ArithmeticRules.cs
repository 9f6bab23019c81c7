using System.Globalization;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>The rules that say in which way a wrong number is wrong.</summary>
public static class ArithmeticRules
{
    private const decimal NearShare = 0.1m;
    private const decimal NearAmount = 2;

    /// <summary>One more or one less.</summary>
    public static bool IsOffByOne(decimal expected, decimal found) => DistanceIs(expected, found, distance => distance == 1);

    /// <summary>
    /// The operation on all of the question's numbers, from left to right, that gives the number found and not the right one; null where none
    /// does. Of two numbers, subtraction and division are also tried the other way round.
    /// </summary>
    public static string? OtherOperation(IReadOnlyList<decimal> operands, decimal expected, decimal found)
    {
        if (operands.Count < 2 || expected == found)
        {
            return null;
        }

        double[] numbers = [.. operands.Select(operand => (double)operand)];
        IEnumerable<(string Name, double Result)> tried =
        [
            ("addition", numbers.Aggregate((a, b) => a + b)),
            ("subtraction", numbers.Aggregate((a, b) => a - b)),
            ("multiplication", numbers.Aggregate((a, b) => a * b)),
            ("division", numbers.Aggregate((a, b) => a / b)),
            .. numbers.Length > 2 ? [] : new (string, double)[]
            {
                ("subtraction the other way round", numbers[1] - numbers[0]),
                ("division the other way round", numbers[1] / numbers[0]),
            },
        ];
        return tried.FirstOrDefault(operation => operation.Result.Equals((double)found)).Name;
    }

    /// <summary>
    /// Near the right number: within two or a tenth of it, of the other sign, ten times too large or too small, or of as many digits (two at
    /// least) with one of them wrong or two neighbours swapped.
    /// </summary>
    public static bool IsSlip(decimal expected, decimal found)
    {
        if (DistanceIs(expected, found, distance => distance <= Math.Max(NearAmount, NearShare * Math.Abs(expected))) || found == -expected)
        {
            return true;
        }

        string right = Digits(expected), wrong = Digits(found);
        return Math.Sign(expected) == Math.Sign(found) && (right == wrong + "0" || wrong == right + "0" || HasOneMistake(right, wrong));
    }

    private static bool DistanceIs(decimal expected, decimal found, Func<decimal, bool> holds)
    {
        // The largest decimal stands for numbers beyond it, which are near nothing.
        const decimal Beyond = decimal.MaxValue / 4;
        return Math.Abs(expected) < Beyond && Math.Abs(found) < Beyond && holds(Math.Abs(expected - found));
    }

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

    private static string Digits(decimal value) => NumberText.Format(Math.Abs(value)).ToString(CultureInfo.InvariantCulture);
}
