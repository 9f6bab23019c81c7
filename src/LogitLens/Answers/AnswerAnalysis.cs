namespace LogitLens.Answers;

/// <summary>What became of a question, in the order of the rules: the first that holds names it.</summary>
public enum AnswerClass
{
    /// <summary>The right answer.</summary>
    Correct,

    /// <summary>A number that is one more or one less than the right one.</summary>
    OffByOne,

    /// <summary>What another operation on the question's numbers gives.</summary>
    WrongOperation,

    /// <summary>A number near the right one, in value or in digits.</summary>
    ArithmeticSlip,

    /// <summary>The question's own words, or one of its numbers, instead of an answer.</summary>
    RepeatsQuestion,

    /// <summary>No answer of the kind asked for, or a number that the limit of tokens may have cut.</summary>
    Incomplete,

    /// <summary>Yes for no, or no for yes.</summary>
    WrongYesNo,

    /// <summary>Any other answer: of the right kind, and nothing in the question supports it.</summary>
    Hallucinated,
}

/// <summary>What became of a question.</summary>
/// <param name="Class">The first rule that holds.</param>
/// <param name="Detail">What the rule saw, such as the operation; null where there is nothing to add.</param>
/// <param name="Found">The answer that was found in the continuation; null for none.</param>
internal sealed record AnswerVerdict(AnswerClass Class, string? Detail, string? Found);

/// <summary>
/// Looks for the answer in a continuation and says how it is wrong. The rules are tried in the order of <see cref="AnswerClass"/>, and the
/// first that holds decides; docs/evaluate.md has them in words.
/// </summary>
internal static class AnswerAnalysis
{
    /// <summary>Judges a continuation.</summary>
    /// <param name="question">The question, without prompt or demonstrations.</param>
    /// <param name="continuation">What the model wrote, up to a stop sequence, without the prompt.</param>
    /// <param name="isCutOff">Whether it ended at the limit of new tokens.</param>
    public static AnswerVerdict Judge(string question, ExpectedAnswer expected, string continuation, bool isCutOff)
    {
        QuestionCopy own = QuestionCopy.Remove(continuation, question);
        FoundAnswer? found = expected.Find(own.Rest);
        if (found is null)
        {
            return own.HasCopy
                ? new AnswerVerdict(AnswerClass.RepeatsQuestion, "the question's words", null)
                : new AnswerVerdict(AnswerClass.Incomplete, isCutOff ? "cut off before an answer" : "no answer", null);
        }

        (AnswerClass judged, string? detail) = expected.IsMetBy(found) ? (AnswerClass.Correct, null) : expected.Kind switch
        {
            AnswerKind.Number => JudgeNumber(question, expected.Number!.Value, found, isCutOff && found.End == continuation.Length),
            AnswerKind.YesNo => (AnswerClass.WrongYesNo, null),
            _ => (AnswerClass.Hallucinated, null),
        };
        return new AnswerVerdict(judged, detail, found.Text);
    }

    /// <summary>Judges tokens, where the right answer is given as such: it comes first or not.</summary>
    public static AnswerVerdict JudgeTokens(IReadOnlyList<int> expected, IReadOnlyList<int> written)
    {
        bool begins = written.Take(expected.Count).SequenceEqual(expected.Take(written.Count));
        AnswerClass judged = !begins ? AnswerClass.Hallucinated : written.Count < expected.Count ? AnswerClass.Incomplete : AnswerClass.Correct;
        return new AnswerVerdict(judged, null, null);
    }

    private static (AnswerClass Class, string? Detail) JudgeNumber(string question, ExactNumber expected, FoundAnswer found, bool mayBeCut)
    {
        ExactNumber number = found.Number!.Value;
        ExactNumber[] asked = [.. NumbersInText.Find(question).Select(each => each.Value)];
        if (ArithmeticRules.IsOffByOne(expected, number))
        {
            return (AnswerClass.OffByOne, null);
        }

        if (ArithmeticRules.OtherOperation(asked, expected, number) is { } operation)
        {
            return (AnswerClass.WrongOperation, operation);
        }

        if (ArithmeticRules.IsSlip(expected, number))
        {
            return (AnswerClass.ArithmeticSlip, null);
        }

        if (asked.Contains(number))
        {
            return (AnswerClass.RepeatsQuestion, "one of the question's numbers");
        }

        return mayBeCut ? (AnswerClass.Incomplete, "cut off within a number") : (AnswerClass.Hallucinated, null);
    }
}
