using LogitLens.Answers;

namespace LogitLens.Tests.Answers;

public sealed class AnswerAnalysisTests
{
    [Theory]
    [InlineData(" 13")]
    [InlineData(" 13.")]
    [InlineData(" The answer is 13, of course.")]
    [InlineData(" 7 + 6 = 13")]
    [InlineData(" 7 + 6 is 13.0")]
    [InlineData(" 5 and 8 more. #### 13")]
    [InlineData(" 13 and not 14")]
    public void The_right_number_is_correct_however_it_is_said(string continuation) =>
        Expect(AnswerClass.Correct, "What is 7 + 6?", "13", continuation);

    [Theory]
    [InlineData(" 12")]
    [InlineData(" = 14")]
    public void One_more_or_less_is_off_by_one(string continuation) => Expect(AnswerClass.OffByOne, "What is 7 + 6?", "13", continuation);

    [Theory]
    [InlineData("What is 7 + 6?", "13", "42", "multiplication")]
    [InlineData("What is 17 + 6?", "23", "11", "subtraction")]
    [InlineData("What is 17 - 6?", "11", "-11", "subtraction the other way round")]
    [InlineData("What is 12 * 4?", "48", "3", "division")]
    [InlineData("What is 4 * 12?", "48", "3", "division the other way round")]
    [InlineData("There are 12 cards. Alice takes 4. How many are left?", "8", "16", "addition")]
    [InlineData("What is 2 + 3 + 4?", "9", "24", "multiplication")]
    public void The_result_of_another_operation_is_named(string question, string answer, string continuation, string operation)
    {
        AnswerVerdict verdict = Judge(question, answer, continuation);

        Assert.Equal((AnswerClass.WrongOperation, operation), (verdict.Class, verdict.Detail));
    }

    [Theory]
    [InlineData("What is 7 + 6?", "13", "11")]
    [InlineData("What is 364 + 996?", "1360", "1400")]
    [InlineData("What is 364 + 996?", "1360", "9360")]
    [InlineData("What is 364 + 996?", "1360", "136")]
    [InlineData("What is 364 + 996?", "1360", "3160")]
    [InlineData("What is 36 - 50?", "-14", "-12")]
    public void A_number_near_the_right_one_is_a_slip(string question, string answer, string continuation) =>
        Expect(AnswerClass.ArithmeticSlip, question, answer, continuation);

    [Theory]
    [InlineData(" What is 7 + 6? What is 7 + 6?")]
    [InlineData(" what IS 7+6")]
    [InlineData(" 7")]
    public void The_questions_own_words_and_numbers_are_a_repetition(string continuation) =>
        Expect(AnswerClass.RepeatsQuestion, "What is 7 + 6?", "13", continuation);

    [Fact]
    public void An_answer_after_a_repetition_counts() =>
        Expect(AnswerClass.Correct, "All cats are mammals. Rosa is a cat. Is Rosa a mammal?", "yes", " Rosa is a cat. Is Rosa a mammal? Yes");

    [Theory]
    [InlineData("", false, "no answer")]
    [InlineData(" I do not know.", false, "no answer")]
    [InlineData(" Let us see, first we take", true, "cut off before an answer")]
    public void Without_a_number_an_answer_is_incomplete(string continuation, bool isCutOff, string detail)
    {
        AnswerVerdict verdict = AnswerAnalysis.Judge("What is 7 + 6?", ExpectedAnswer.Of("13"), continuation, isCutOff);

        Assert.Equal((AnswerClass.Incomplete, detail, null), (verdict.Class, verdict.Detail, verdict.Found));
    }

    [Theory]
    [InlineData(" it is 95", true, AnswerClass.Incomplete)]
    [InlineData(" it is 95 I", true, AnswerClass.Hallucinated)]
    [InlineData(" it is 95", false, AnswerClass.Hallucinated)]
    [InlineData(" it is 1360", true, AnswerClass.Correct)]
    public void A_wrong_number_at_the_end_of_a_cut_text_may_be_a_part_of_one(string continuation, bool isCutOff, AnswerClass expected) =>
        Assert.Equal(expected, AnswerAnalysis.Judge("What is 364 + 996?", ExpectedAnswer.Of("1360"), continuation, isCutOff).Class);

    [Theory]
    [InlineData(" No.", "yes", AnswerClass.WrongYesNo)]
    [InlineData(" yes, since it is", "no", AnswerClass.WrongYesNo)]
    [InlineData(" Yes", "yes", AnswerClass.Correct)]
    [InlineData(" nothing of note", "no", AnswerClass.Incomplete)]
    public void Yes_and_no_are_words(string continuation, string answer, AnswerClass expected) => Expect(expected, "Is Jane a dancer?", answer, continuation);

    [Fact]
    public void A_number_that_nothing_supports_is_hallucinated() => Expect(AnswerClass.Hallucinated, "What is 7 + 6?", "13", " 1984");

    [Theory]
    [InlineData(" Paris, of course", AnswerClass.Correct)]
    [InlineData(" paris.", AnswerClass.Correct)]
    [InlineData(" Lyon", AnswerClass.Hallucinated)]
    [InlineData("  \n", AnswerClass.Incomplete)]
    public void A_text_is_right_when_it_begins_with_the_answers_words(string continuation, AnswerClass expected) =>
        Expect(expected, "What is the capital of France?", "Paris", continuation);

    [Theory]
    [InlineData(new[] { 5, 6, 9 }, AnswerClass.Correct)]
    [InlineData(new[] { 5 }, AnswerClass.Incomplete)]
    [InlineData(new[] { 5, 7 }, AnswerClass.Hallucinated)]
    public void Tokens_are_compared_from_the_first(int[] written, AnswerClass expected) =>
        Assert.Equal(expected, AnswerAnalysis.JudgeTokens([5, 6], written).Class);

    [Fact]
    public void A_number_beyond_all_bounds_is_near_nothing() =>
        Expect(AnswerClass.Hallucinated, "What is 7 + 6?", "13", " " + new string('9', 60));

    // 123456789012345678901234567890123456789012 and its neighbours.
    [Theory]
    [InlineData("123456789012345678901234567890123456789012", AnswerClass.Correct)]
    [InlineData("123,456,789,012,345,678,901,234,567,890,123,456,789,012.00", AnswerClass.Correct)]
    [InlineData("123456789012345678901234567890123456789013", AnswerClass.OffByOne)]
    [InlineData("123456789012345678901234567890123456789044", AnswerClass.ArithmeticSlip)]
    [InlineData("-123456789012345678901234567890123456789012", AnswerClass.ArithmeticSlip)]
    [InlineData("999999999999999999999999999999999999999999", AnswerClass.Hallucinated)]
    public void Numbers_of_any_length_are_compared_exactly(string continuation, AnswerClass expected) =>
        Expect(expected, "How many are there?", "123456789012345678901234567890123456789012", " " + continuation);

    [Theory]
    [InlineData("What is 0.1 + 0.2?", "0.3", "0.02", "multiplication")]
    [InlineData("What is 100000000000000000000000000000000 * 3?", "300000000000000000000000000000000", "100000000000000000000000000000003", "addition")]
    public void The_results_of_other_operations_are_exact(string question, string answer, string continuation, string operation) =>
        Assert.Equal(operation, Judge(question, answer, continuation).Detail);

    private static void Expect(AnswerClass expected, string question, string answer, string continuation) =>
        Assert.Equal(expected, Judge(question, answer, continuation).Class);

    private static AnswerVerdict Judge(string question, string answer, string continuation) =>
        AnswerAnalysis.Judge(question, ExpectedAnswer.Of(answer), continuation, isCutOff: false);
}
