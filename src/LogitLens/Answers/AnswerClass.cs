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
